"""[Ghi từng người] -> taking_part.ask_names, mark who does not take part -> [Ghi nhận 13/15] -> taking_part.recorded"""

from dataclasses import dataclass

from campaign.ids import MemberId
from campaign.people import Member
from campaign.registration.registering import NotOpen, NotYours, represents
from campaign.registration.taking_part import AlreadySo, Names, say_names
from campaign.search import matches, search_key
from handlers.kit import Button, End, Flow, Next, Result, Row, Say, Turn, fact, led, say, screen
from handlers.register.rates_words import ShowRates
from handlers.register.setting import setting_of
from handlers.register.taking_part import PAGE, closed, home, people_of_unit
from handlers.register.taking_part_words import AskNames, MarkName, OpenTakingPart, SayNames

flow = Flow("taking_part_names", about=say("taking_part.about"), help=say("taking_part.help"))


@dataclass(frozen=True)
class Marking:
    """Those who do not take part, as marked so far; words search the people."""

    without: tuple[int, ...]


@flow.press(AskNames)
async def ask_names(turn: Turn, pressed: AskNames) -> Result:
    """The people of the unit, to mark who does not take part."""
    state = turn.state
    if isinstance(state, Marking):
        return await _marking(turn, state, max(0, pressed.page), "")
    setting = await setting_of(turn)
    if setting is None or not represents(turn.member, turn.khoi, turn.member.unit):
        return await closed(turn)
    before = await turn.store.taking_part.of_unit(setting.campaign.id, turn.member.unit)
    named = before.members if isinstance(before, Names) else None
    without = () if named is None else tuple(m.id for m in await people_of_unit(turn) if m.id not in named)
    return await _marking(turn, Marking(without), 0, "")


@flow.press(MarkName)
async def mark_name(turn: Turn, pressed: MarkName) -> Result:
    """Marks one, or takes the mark off; nothing is recorded yet."""
    state = turn.state
    if not isinstance(state, Marking):
        return await ask_names(turn, AskNames(0))
    member = pressed.member
    marked = member in state.without
    without = tuple(m for m in state.without if m != member) if marked else (*state.without, member)
    return await _marking(turn, Marking(without), max(0, pressed.page), "")


@flow.search(Marking)
async def search_names(turn: Turn, state: Marking, text: str) -> Result:
    """Typed words find people whatever the case or accents."""
    return await _marking(turn, state, 0, text)


async def _marking(turn: Turn, state: Marking, page_number: int, text: str) -> Result:
    if not represents(turn.member, turn.khoi, turn.member.unit):
        return await closed(turn)
    people = await people_of_unit(turn)
    hits = [m for m in people if matches(text, search_key(m.name))] if text else people
    shown = hits[page_number * PAGE : (page_number + 1) * PAGE]
    joined = len(people) - sum(m.id in state.without for m in people)
    rows: list[Row] = [Button(MarkName(m.id, page_number), _mark(m, state)) for m in shown]
    rows += _pages(page_number, len(hits))
    rows.append(SayNames().labelled(say("taking_part.say_names_button", joined=joined, people=len(people))))
    asked = say("taking_part.ask_names", joined=joined, people=len(people))
    page_shown = screen(asked, *rows, back=OpenTakingPart())
    if text and not hits:
        page_shown = led(say("register.nobody_found", text=text[:60]), page_shown)
    return Next(state, page_shown)


def _mark(member: Member, state: Marking) -> Say:
    if member.id in state.without:
        return say("taking_part.without", name=member.name)
    return say("taking_part.with", name=member.name)


def _pages(page_number: int, count: int) -> list[Row]:
    before = (AskNames(page_number - 1).labelled(say("register.previous_button")),)
    after = (AskNames(page_number + 1).labelled(say("register.next_button")),)
    row = (before if page_number > 0 else ()) + (after if count > (page_number + 1) * PAGE else ())
    return [row] if row else []


@flow.press(SayNames)
async def record_names(turn: Turn, pressed: SayNames) -> Result:
    """Everybody who is not marked takes part."""
    setting, state = await setting_of(turn), turn.state
    if setting is None:
        return await closed(turn)
    if not isinstance(state, Marking):
        return await ask_names(turn, AskNames(0))
    people = await people_of_unit(turn)
    without = {MemberId(member) for member in state.without}
    joined = [m for m in people if m.id not in without]
    before = await turn.store.taking_part.of_unit(setting.campaign.id, turn.member.unit)
    told = say("taking_part.recorded", joined=len(joined), people=len(people))
    match say_names(setting.campaign, turn.member, joined, before, turn.now):
        case Names() as said:
            await turn.store.taking_part.save(said)
            return End(fact(told, home(), ShowRates()))
        case AlreadySo():
            return End(fact(told, home(), ShowRates()))
        case NotOpen() | NotYours():
            return await closed(turn)
