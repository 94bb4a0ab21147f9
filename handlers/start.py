"""/start CODE, or the code typed by itself -> who it is for -> joined, with the first menu

/start            a stranger hears how to get a code, a member sees the menu
/start K7M4-…     “Mã này dành cho đồng chí Nguyễn Văn A, …, đúng không?” [Đúng, tham gia] [Không phải tôi]
Somebody who has left every khối hears so, and can join again with a new code.
"""

from dataclasses import replace

from campaign.joining.codes import looks_like_code, read_code
from handlers.joining import Join, Joined, NotMe, Refused, accept, caller_of, read_back
from handlers.kit import End, Flow, Result, Turn, Visit, led, say
from handlers.menu import menu

flow = Flow("start", command="start", about=say("start.about"), help=say("start.help"))
flow.unasked(looks_like_code)


@flow.begin
async def welcome(turn: Turn, argument: str) -> Result:
    """The menu; with a code, who it is for: a second khối, or a further phone."""
    if not argument:
        return End(await menu(turn))
    match await read_back(caller_of(turn), argument):
        case Refused(why):
            return End(led(why, await menu(turn)))
        case question:
            return End(question)


@flow.press(Join)
async def join(turn: Turn, chosen: Join) -> Result:
    """Somebody who has joined already joins a second khối."""
    match await accept(caller_of(turn), chosen.invite):
        case Refused(why):
            return End(led(why, await menu(turn)))
        case Joined(place, greeting, told):
            person = await turn.store.people.person(place.person)
            assert person is not None, "who joins is somebody"
            there = replace(turn, person=person, member=place)
            return End(greeting, *told, await menu(there), khoi=place.khoi)


@flow.press(NotMe)
async def not_me(turn: Turn, chosen: NotMe) -> Result:
    """The code stays as it is."""
    return End(led(say("join.not_me"), await menu(turn)))


@flow.stranger
async def knock(visit: Visit) -> End:
    """A phone of nobody: only a code opens the door."""
    match visit.choice:
        case Join(invite):
            return await _let_in(visit, Join(invite))
        case NotMe():
            return End(say("join.not_me"))
        case _:
            return await _typed(visit)


async def _typed(visit: Visit) -> End:
    typed = visit.text.strip()
    argument = typed.partition(" ")[2] if typed.startswith("/") else typed
    if argument and (typed.startswith("/start") or read_code(argument) is not None):
        match await read_back(caller_of(visit), argument):
            case Refused(why):
                return End(why)
            case question:
                return End(question)
    if visit.person is not None:
        return End(say("start.left", name=visit.person.name))
    return End(say("start.how_to_join"))


async def _let_in(visit: Visit, chosen: Join) -> End:
    match await accept(caller_of(visit), chosen.invite):
        case Refused(why):
            return End(why)
        case Joined(place, greeting, told):
            return End(greeting, *told, khoi=place.khoi)  # the engine adds the first menu
