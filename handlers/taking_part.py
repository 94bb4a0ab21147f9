"""[Hưởng ứng phong trào] -> taking_part.page: where the person and the unit stand; registering titles is another matter
a person   [Tôi hưởng ứng phong trào] -> taking_part.joined
the unit   [Tất cả 45 người] or [Ghi số người] “44/45” -> read back -> [Ghi nhận] -> taking_part.counted
           [Ghi từng người] -> mark who does not -> [Ghi nhận] -> taking_part.named
"""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.ids import MemberId
from campaign.people import Member
from campaign.registering import NotOpen, NotYours, represents
from campaign.search import matches, search_key
from campaign.taking_part import (
    AlreadySo,
    Count,
    Names,
    Said,
    TooMany,
    join,
    say_count,
    say_names,
    strives,
)
from handlers.kit import Button, End, Flow, Next, OpenFlow, Result, Row, Say, Turn, fact, led, say, screen
from handlers.menu import menu
from handlers.rates_words import ShowRates
from handlers.register_setting import Setting, setting_of
from handlers.taking_part_words import (
    AskCount,
    AskNames,
    Join,
    MarkName,
    OpenTakingPart,
    ReadCount,
    SayCount,
    SayNames,
)

flow = Flow("taking_part", about=say("taking_part.about"), help=say("taking_part.help"))

PAGE = 6
MOST_DIGITS = 6


@dataclass(frozen=True)
class Counting:
    """The unit types how many take part."""


@dataclass(frozen=True)
class Marking:
    """Those who do not take part, as marked so far; words search the people."""

    without: tuple[int, ...]


@flow.press(OpenTakingPart)
async def begin(turn: Turn, pressed: OpenTakingPart) -> Result:
    """Where the person and the unit stand."""
    setting = await setting_of(turn)
    return await _closed(turn) if setting is None else await page(turn, setting, None)


async def page(turn: Turn, setting: Setting, lead: Say | None) -> Result:
    """The screen of taking part."""
    said = await turn.store.taking_part.of_unit(setting.campaign.id, turn.member.unit)
    people = await _people(turn)
    lines = [say("taking_part.head", year=setting.campaign.year, unit=turn.member.unit_name)]
    lines += [say("taking_part.movement", name=name) for name in setting.campaign.movements[:5]]
    lines.append(_unit_line(said, people))
    joined = isinstance(said, Names) and turn.member.id in said.members
    if joined:
        lines.append(say("taking_part.you_joined"))
    rows: list[Row] = []
    if strives(turn.member) and not joined and not isinstance(said, Count):
        rows.append(Join())
    if represents(turn.member, turn.khoi, turn.member.unit) and people:
        everybody = ReadCount(len(people), len(people))
        rows.append(everybody.labelled(say("taking_part.all_button", count=len(people))))
        rows.append((AskCount(), AskNames(0)))
    rows.append(ShowRates())
    shown = screen(say("register.page", lines=tuple(lines)), *rows, back=OpenFlow("register"))
    return End(shown if lead is None else led(lead, shown))


async def _people(turn: Turn) -> Sequence[Member]:
    return [m for m in await turn.store.people.in_unit(turn.khoi, turn.member.unit) if strives(m)]


def _unit_line(said: Said | None, people: Sequence[Member]) -> Say:
    match said:
        case None:
            return say("taking_part.nothing")
        case Count(joined=joined, people=whole):
            return say("taking_part.count", joined=joined, people=whole)
        case Names(members=named):
            there = sum(member.id in named for member in people)
            return say("taking_part.names", joined=there, people=len(people))


@flow.press(Join)
async def take_part(turn: Turn, pressed: Join) -> Result:
    """One person takes part."""
    setting = await setting_of(turn)
    if setting is None:
        return await _closed(turn)
    before = await turn.store.taking_part.of_unit(setting.campaign.id, turn.member.unit)
    match join(setting.campaign, turn.member, before, turn.now):
        case Names() as said:
            await turn.store.taking_part.save(said)
            return End(fact(say("taking_part.joined", year=setting.campaign.year), _home()))
        case AlreadySo():
            return End(fact(say("taking_part.joined", year=setting.campaign.year), _home()))
        case NotOpen() | NotYours():
            return await _closed(turn)


@flow.press(AskCount)
async def ask_count(turn: Turn, pressed: AskCount) -> Result:
    """How many of how many?"""
    people = await _people(turn)
    asked = say("taking_part.ask_count", people=len(people))
    return Next(Counting(), screen(asked, back=OpenTakingPart()))


@flow.answer(Counting)
async def take_count(turn: Turn, state: Counting, text: str) -> Result:
    """“44” of the people on the list, or “44/46”."""
    people = await _people(turn)
    numbers = [part.strip() for part in text.split("/")]
    legible = 1 <= len(numbers) <= 2 and all(n.isdecimal() and len(n) < MOST_DIGITS for n in numbers)
    if not legible:
        shown = screen(say("taking_part.ask_count", people=len(people)), back=OpenTakingPart())
        return Next(state, led(say("taking_part.count_expected"), shown))
    joined, whole = int(numbers[0]), int(numbers[1]) if len(numbers) > 1 else len(people)
    return await read_count(turn, ReadCount(joined, whole))


@flow.press(ReadCount)
async def read_count(turn: Turn, pressed: ReadCount) -> Result:
    """Reads the numbers back."""
    asked = say(
        "taking_part.read_count", unit=turn.member.unit_name, joined=pressed.joined, people=pressed.people
    )
    return End(screen(asked, SayCount(pressed.joined, pressed.people), back=OpenTakingPart()))


@flow.press(SayCount)
async def record_count(turn: Turn, pressed: SayCount) -> Result:
    """The unit has said how many."""
    setting = await setting_of(turn)
    if setting is None:
        return await _closed(turn)
    before = await turn.store.taking_part.of_unit(setting.campaign.id, turn.member.unit)
    told = say("taking_part.recorded", joined=pressed.joined, people=pressed.people)
    match say_count(setting.campaign, turn.member, pressed.joined, pressed.people, before, turn.now):
        case Count() as said:
            await turn.store.taking_part.save(said)
            return End(fact(told, _home(), ShowRates()))
        case AlreadySo():
            return End(fact(told, _home(), ShowRates()))
        case TooMany(people):
            lead = say("taking_part.too_many", joined=pressed.joined, people=people)
            shown = screen(say("taking_part.ask_count", people=people), back=OpenTakingPart())
            return Next(Counting(), led(lead, shown))
        case NotOpen() | NotYours():
            return await _closed(turn)


@flow.press(AskNames)
async def ask_names(turn: Turn, pressed: AskNames) -> Result:
    """The people of the unit, to mark who does not take part."""
    state = turn.state
    if isinstance(state, Marking):
        return await _marking(turn, state, max(0, pressed.page), "")
    setting = await setting_of(turn)
    if setting is None or not represents(turn.member, turn.khoi, turn.member.unit):
        return await _closed(turn)
    before = await turn.store.taking_part.of_unit(setting.campaign.id, turn.member.unit)
    named = before.members if isinstance(before, Names) else None
    without = () if named is None else tuple(m.id for m in await _people(turn) if m.id not in named)
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
    people = await _people(turn)
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
        return await _closed(turn)
    if not isinstance(state, Marking):
        return await ask_names(turn, AskNames(0))
    people = await _people(turn)
    without = {MemberId(member) for member in state.without}
    joined = [m for m in people if m.id not in without]
    before = await turn.store.taking_part.of_unit(setting.campaign.id, turn.member.unit)
    told = say("taking_part.recorded", joined=len(joined), people=len(people))
    match say_names(setting.campaign, turn.member, joined, before, turn.now):
        case Names() as said:
            await turn.store.taking_part.save(said)
            return End(fact(told, _home(), ShowRates()))
        case AlreadySo():
            return End(fact(told, _home(), ShowRates()))
        case NotOpen() | NotYours():
            return await _closed(turn)


def _home() -> Button:
    return OpenTakingPart().labelled(say("taking_part.open_button"))


async def _closed(turn: Turn) -> End:
    return End(led(say("taking_part.closed"), await menu(turn)))
