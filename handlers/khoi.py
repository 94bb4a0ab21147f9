"""/khoi -> khoi.screen, one button per khối -> the menu there

Only for somebody in several khối; in one, it says which.
"""

from dataclasses import replace

from campaign.ids import KhoiId
from handlers.kit import Choice, End, Flow, Result, Turn, led, plain, say, screen
from handlers.menu import menu

flow = Flow("khoi", command="khoi", about=say("khoi.about"), help=say("khoi.help"))


class WorkIn(Choice, tag="kw"):
    """The khối to work in from now on, on this phone."""

    khoi: KhoiId


@flow.begin
async def show(turn: Turn, argument: str) -> Result:
    """The khối the person belongs to."""
    here = await _name(turn, turn.khoi)
    if len(turn.person.memberships) == 1:
        return End(led(say("khoi.only_one", khoi=here), await menu(turn)))
    rows = [
        WorkIn(place.khoi).labelled(plain(await _name(turn, place.khoi))) for place in turn.person.memberships
    ]
    return End(screen(say("khoi.screen", khoi=here), *rows))


@flow.press(WorkIn)
async def work_in(turn: Turn, chosen: WorkIn) -> Result:
    """Only a khối the person is in now: a button may be old."""
    place = turn.person.in_khoi(chosen.khoi)
    if place is None:
        return End(led(say("khoi.not_yours"), await menu(turn)))
    there = replace(turn, member=place)
    lead = say("khoi.now", khoi=await _name(turn, place.khoi))
    return End(led(lead, await menu(there)), khoi=place.khoi)


async def _name(turn: Turn, khoi: KhoiId) -> str:
    found = await turn.store.people.khoi(khoi)
    return "" if found is None else found.name
