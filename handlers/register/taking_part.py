"""[Hưởng ứng phong trào] -> taking_part.page: where the person and the unit stand; registering titles is another matter
a person   [Tôi hưởng ứng phong trào] -> taking_part.joined
the unit   [Tất cả 45 người] or [Ghi số người] “44/45” -> read back -> [Ghi nhận] -> taking_part.counted
           [Ghi từng người] -> taking_part_names
"""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.people import Member
from campaign.registration.registering import NotOpen, NotYours, represents
from campaign.registration.taking_part import AlreadySo, Count, Names, Said, TooMany, join, say_count, strives
from handlers.kit import Button, End, Flow, Next, OpenFlow, Result, Row, Say, Turn, fact, led, say, screen
from handlers.menu import menu
from handlers.register.rates_words import ShowRates
from handlers.register.setting import Setting, setting_of
from handlers.register.taking_part_words import AskCount, AskNames, Join, OpenTakingPart, ReadCount, SayCount

flow = Flow("taking_part", about=say("taking_part.about"), help=say("taking_part.help"))

PAGE = 6
MOST_DIGITS = 6


@dataclass(frozen=True)
class Counting:
    """The unit types how many take part."""


@flow.press(OpenTakingPart)
async def begin(turn: Turn, pressed: OpenTakingPart) -> Result:
    """Where the person and the unit stand."""
    setting = await setting_of(turn)
    return await closed(turn) if setting is None else await page(turn, setting, None)


async def page(turn: Turn, setting: Setting, lead: Say | None) -> Result:
    """The screen of taking part."""
    said = await turn.store.taking_part.of_unit(setting.campaign.id, turn.member.unit)
    people = await people_of_unit(turn)
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


async def people_of_unit(turn: Turn) -> Sequence[Member]:
    """The people of the presser's unit."""
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
        return await closed(turn)
    before = await turn.store.taking_part.of_unit(setting.campaign.id, turn.member.unit)
    match join(setting.campaign, turn.member, before, turn.now):
        case Names() as said:
            await turn.store.taking_part.save(said)
            return End(fact(say("taking_part.joined", year=setting.campaign.year), home()))
        case AlreadySo():
            return End(fact(say("taking_part.joined", year=setting.campaign.year), home()))
        case NotOpen() | NotYours():
            return await closed(turn)


@flow.press(AskCount)
async def ask_count(turn: Turn, pressed: AskCount) -> Result:
    """How many of how many?"""
    people = await people_of_unit(turn)
    asked = say("taking_part.ask_count", people=len(people))
    return Next(Counting(), screen(asked, back=OpenTakingPart()))


@flow.answer(Counting)
async def take_count(turn: Turn, state: Counting, text: str) -> Result:
    """“44” of the people on the list, or “44/46”."""
    people = await people_of_unit(turn)
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
        return await closed(turn)
    before = await turn.store.taking_part.of_unit(setting.campaign.id, turn.member.unit)
    told = say("taking_part.recorded", joined=pressed.joined, people=pressed.people)
    match say_count(setting.campaign, turn.member, pressed.joined, pressed.people, before, turn.now):
        case Count() as said:
            await turn.store.taking_part.save(said)
            return End(fact(told, home(), ShowRates()))
        case AlreadySo():
            return End(fact(told, home(), ShowRates()))
        case TooMany(people):
            lead = say("taking_part.too_many", joined=pressed.joined, people=people)
            shown = screen(say("taking_part.ask_count", people=people), back=OpenTakingPart())
            return Next(Counting(), led(lead, shown))
        case NotOpen() | NotYours():
            return await closed(turn)


def home() -> Button:
    """Back to where everybody stands."""
    return OpenTakingPart().labelled(say("taking_part.open_button"))


async def closed(turn: Turn) -> End:
    """Nothing can be recorded now, or not by this person."""
    return End(led(say("taking_part.closed"), await menu(turn)))
