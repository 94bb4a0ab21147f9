"""The document of a declaration -> declare.read_back -> [Gửi Thủ trưởng xác nhận] -> declare.sent; heads are told once
a day by their duties, not by a notice each time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from campaign.history.declaring import Answers, record_of
from campaign.history.recording import AlreadyRecorded, FileMissing, Kept, NotDeclarable, declare
from campaign.ids import KhoiId, PersonId, RecordId
from campaign.paper import Attachment
from campaign.people import Role
from campaign.registration.registering import NotYours
from handlers.history.declare_words import AskDeclare, ReviewDeclared, SendDeclared
from handlers.history.words import record_words
from handlers.kit import (
    Duty,
    End,
    Flow,
    Lost,
    Next,
    Received,
    Result,
    Say,
    Turn,
    fact,
    led,
    say,
    screen,
)
from handlers.menu import menu
from handlers.ports import Store
from handlers.register.setting import named
from handlers.register.words import ShowSubject

flow = Flow("declare_proving", about=say("declare.about"), help=say("declare.help_proving"))


@dataclass(frozen=True)
class Proving:
    """The document is to be sent."""

    member: int
    answers: Answers


@dataclass(frozen=True)
class Proved:
    """Everything is there and read back; another file takes the place of the first."""

    member: int
    answers: Answers
    file: Attachment


async def ask_document(turn: Turn, member: int, answers: Answers, lead: Say | None) -> Result:
    """Which paper proves it? What is accepted is said before it is sent."""
    record = record_of(answers)
    what = None if record is None else record_words(turn.catalogue, record)
    shown = screen(say("declare.document", what=what), back=AskDeclare(member))
    return Next(Proving(member, answers), shown if lead is None else led(lead, shown))


@flow.answer(Proving)
async def take_document(turn: Turn, state: Proving, text: str) -> Result:
    """Reads the declaration back with its document."""
    match turn.files:
        case (Received() as file, *_) if file.sort is not None:
            kept = Attachment(file.name, file.sha256, file.media_type, file.size)
            return await _read_back(turn, Proved(state.member, state.answers, kept), None)
        case (Received(), *_):
            return await ask_document(turn, state.member, state.answers, say("declare.file_unknown"))
        case (Lost(why="stamped"), *_):
            return await ask_document(turn, state.member, state.answers, say("declare.file_stamped"))
        case (Lost(), *_):
            return await ask_document(turn, state.member, state.answers, say("history.lost"))
        case _:
            return await ask_document(turn, state.member, state.answers, say("declare.file_expected"))


@flow.answer(Proved)
async def take_another(turn: Turn, state: Proved, text: str) -> Result:
    """Another file takes the place of the one sent before."""
    if not turn.files:
        return await _read_back(turn, state, say("declare.press_expected"))
    return await take_document(turn, Proving(state.member, state.answers), text)


async def _read_back(turn: Turn, state: Proved, lead: Say | None) -> Result:
    of, record = await named(turn, state.member), record_of(state.answers)
    if of is None or record is None:
        return await _not_yours(turn)
    what = record_words(turn.catalogue, record)
    asked = say("declare.read_back", who=of.who, what=what, file=state.file.name)
    shown = screen(asked, SendDeclared(state.member), back=AskDeclare(state.member))
    return Next(state, shown if lead is None else led(lead, shown))


@flow.press(SendDeclared)
async def send(turn: Turn, pressed: SendDeclared) -> Result:
    """It waits for the head from now on."""
    state = turn.state
    if not isinstance(state, Proved) or state.member != pressed.member:
        return End(led(say("declare.sent_already"), await menu(turn)))
    of, record = await named(turn, state.member), record_of(state.answers)
    if of is None or record is None:
        return await _not_yours(turn)
    there = await turn.store.history.kept(of.subject)
    fresh = RecordId(turn.fresh_id())
    match declare(of.subject, record, state.file, there, turn.member, fresh, turn.now):
        case Kept() as kept:
            await turn.store.history.add([kept])
            told = say("declare.sent", what=record_words(turn.catalogue, record))
            return End(fact(told, AskDeclare(state.member).labelled(say("declare.more_button"))))
        case AlreadyRecorded():
            return End(fact(say("declare.recorded_already"), ShowSubject(state.member)))
        case FileMissing():
            return await ask_document(turn, state.member, state.answers, say("declare.file_expected"))
        case NotDeclarable() | NotYours():
            return await _not_yours(turn)


@flow.owing
async def owing(store: Store, khoi: KhoiId, person: PersonId | None, now: datetime) -> Sequence[Duty]:
    """Heads of units whose people have declared something."""
    units = dict.fromkeys(kept.subject.unit for kept in await store.history.waiting(khoi))
    found = []
    for unit in units:
        heads = [m for m in await store.people.in_unit(khoi, unit) if m.holds(Role.HEAD)]
        text = say("declare.duty")
        found += [
            Duty(head.person, f"declared:{unit}", text, ReviewDeclared())
            for head in heads
            if person in (None, head.person)
        ]
    return found


async def _not_yours(turn: Turn) -> End:
    return End(led(say("register.not_yours"), await menu(turn)))
