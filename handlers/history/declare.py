"""[Khai bổ sung thành tích] -> declare.kind [Xếp loại] [Danh hiệu, khen thưởng] [Sáng kiến] [Đề tài]
-> declare.year -> which one (buttons; titles also by words) -> “15/QĐ-TTr, 20/01/2026”, or the name of the work
-> the document (declare_proving). Nothing counts before the head has confirmed it (declare_deciding).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.dates.dates import DateRefused, read_date
from campaign.dates.meant import Towards
from campaign.eligibility.reasons import term
from campaign.history.declaring import BETWEEN, Answers, Declared, declarable, needs_ground, record_of, years
from campaign.history.facts import Ground, Rating, Scope
from campaign.paper import NoNumber, number_in
from campaign.search import tidy
from handlers.history.declare_proving import ask_document
from handlers.history.declare_words import KINDS, AskDeclare, AskValue, AskYear, PickValue
from handlers.kit import Button, End, Flow, Next, Result, Row, Say, Turn, led, plain, say, screen
from handlers.menu import menu
from handlers.register.setting import named
from handlers.register.words import ShowSubject

flow = Flow("declare", about=say("declare.about"), help=say("declare.help"))

SHOWN = 6
LONGEST_NAME = 300  # characters of a work's name
GROUNDS = (Ground.CONG_TRANG, Ground.DOT_XUAT, Ground.PHONG_TRAO)


@dataclass(frozen=True)
class ChoosingAward:
    """Which title? Words search the list."""

    member: int
    year: int


@dataclass(frozen=True)
class Naming:
    """The number and date of the decision, or the name of the work, is being typed."""

    member: int
    answers: Answers


@flow.press(AskDeclare)
async def ask_kind(turn: Turn, pressed: AskDeclare) -> Result:
    """What is to be declared?"""
    of = await named(turn, pressed.member)
    if of is None:
        return await not_yours(turn)
    rows = [AskYear(pressed.member, kind).labelled(words) for kind, words in KINDS.items()]
    return End(screen(say("declare.kind", who=of.who), *rows, back=ShowSubject(pressed.member)))


@flow.press(AskYear)
async def ask_year(turn: Turn, pressed: AskYear) -> Result:
    """Of which year?"""
    of = await named(turn, pressed.member)
    if of is None:
        return await not_yours(turn)
    buttons = [
        Button(AskValue(pressed.member, pressed.kind, year), plain(str(year)))
        for year in years(turn.today.year)
    ]
    rows: list[Row] = [tuple(buttons[i : i + 3]) for i in range(0, len(buttons), 3)]
    asked = say("declare.year", what=KINDS[pressed.kind], who=of.who)
    return End(screen(asked, *rows, back=AskDeclare(pressed.member)))


@flow.press(AskValue)
async def ask_value(turn: Turn, pressed: AskValue) -> Result:
    """Which grading, title or level?"""
    of = await named(turn, pressed.member)
    if of is None:
        return await not_yours(turn)
    if pressed.kind is Declared.AWARDED:
        return await _awards(turn, ChoosingAward(pressed.member, pressed.year), "")
    values: Sequence[Rating | Scope] = list(Rating) if pressed.kind is Declared.GRADED else list(Scope)
    rows = [
        PickValue(pressed.member, pressed.kind, pressed.year, value.value).labelled(Say(term(value).key))
        for value in values
    ]
    asked = say("declare.value", what=KINDS[pressed.kind], year=pressed.year)
    return End(screen(asked, *rows, back=AskYear(pressed.member, pressed.kind)))


@flow.search(ChoosingAward)
async def search_awards(turn: Turn, state: ChoosingAward, text: str) -> Result:
    """Typed words find a title."""
    return await _awards(turn, state, text)


async def _awards(turn: Turn, state: ChoosingAward, text: str) -> Result:
    of = await named(turn, state.member)
    if of is None:
        return await not_yours(turn)
    hits = declarable(turn.catalogue, of.subject.kind, text)
    rows = [
        Button(PickValue(state.member, Declared.AWARDED, state.year, award.code), plain(award.name))
        for award in hits[:SHOWN]
    ]
    asked = say("declare.award", year=state.year, count=len(hits))
    shown = screen(asked, *rows, back=AskYear(state.member, Declared.AWARDED))
    if text and not hits:
        return Next(state, led(say("register.no_such_title", text=text[:60]), shown))
    return Next(state, shown)


@flow.press(PickValue)
async def pick_value(turn: Turn, pressed: PickValue) -> Result:
    """What is still missing: the ground of a commendation, the decision, the name of a work."""
    of = await named(turn, pressed.member)
    answers = Answers(pressed.kind, pressed.year, pressed.value)
    if of is None or record_of(answers) is None:
        return await not_yours(turn)
    if pressed.kind is Declared.GRADED:
        return await ask_document(turn, pressed.member, answers, None)
    if needs_ground(turn.catalogue, pressed.value):
        return _grounds(pressed)
    return _asked(Naming(pressed.member, answers), None)


def _grounds(pressed: PickValue) -> End:
    rows = [
        PickValue(
            pressed.member, pressed.kind, pressed.year, f"{pressed.value}{BETWEEN}{ground.value}"
        ).labelled(Say(term(ground).key))
        for ground in GROUNDS
    ]
    back = AskValue(pressed.member, pressed.kind, pressed.year)
    return End(screen(say("declare.ground"), *rows, back=back))


def _asked(state: Naming, lead: Say | None) -> Next:
    of_award = state.answers.kind is Declared.AWARDED
    asked = say("declare.decision") if of_award else say("declare.name", most=LONGEST_NAME)
    back = AskValue(state.member, state.answers.kind, state.answers.year)
    shown = screen(asked, back=back)
    return Next(state, shown if lead is None else led(lead, shown))


@flow.answer(Naming)
async def take_words(turn: Turn, state: Naming, text: str) -> Result:
    """The decision's number and date, or the work's name."""
    a = state.answers
    if a.kind is not Declared.AWARDED:
        name = tidy(text)
        if not name or len(name) > LONGEST_NAME:
            return _asked(state, say("declare.name_expected", most=LONGEST_NAME))
        return await ask_document(turn, state.member, Answers(a.kind, a.year, a.value, name), None)
    match number_in(text):
        case NoNumber():
            return _asked(state, say("declare.number_expected"))
        case paper:
            on = read_date(paper.rest, turn.today, Towards.BEHIND)
            if isinstance(on, DateRefused):
                return _asked(state, Say(on.key, on.values))
            answers = Answers(a.kind, a.year, a.value, paper.number, on)
            return await ask_document(turn, state.member, answers, None)


async def not_yours(turn: Turn) -> End:
    """Somebody else's matter, or an old button: one sentence and the menu."""
    return End(led(say("register.not_yours"), await menu(turn)))
