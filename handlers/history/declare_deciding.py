"""The head: declare.waiting, one by one [Xem tài liệu] -> [Xác nhận] -> the next
-> [Không xác nhận] -> why? -> read back -> declare.refused
"""

from dataclasses import dataclass

from campaign.history.recording import (
    LONGEST_REASON,
    Kept,
    NotWaiting,
    ReasonMissing,
    accept,
    may_see,
    refuse,
)
from campaign.ids import NoticeId, RecordId
from campaign.registration.registering import NotYours, heads
from campaign.search import tidy
from handlers.history.declare_words import Accept, AskRefusal, Refuse, ReviewDeclared, ShowDocument
from handlers.history.words import record_words
from handlers.kit import (
    End,
    Flow,
    Next,
    Notice,
    Priority,
    Result,
    Row,
    Say,
    Turn,
    led,
    say,
    screen,
)
from handlers.kit import (
    Kept as KeptFile,
)
from handlers.menu import menu
from handlers.register.notices import persons

flow = Flow("declare_deciding", about=say("declare.about"), help=say("declare.help_deciding"))


@dataclass(frozen=True)
class RefusalReason:
    """The head types why it is not confirmed."""

    record: RecordId


@dataclass(frozen=True)
class RefusalGiven:
    """The reason, read back before it is told."""

    record: RecordId
    reason: str


@flow.press(ReviewDeclared)
async def review(turn: Turn, pressed: ReviewDeclared) -> Result:
    """The oldest declaration that waits."""
    return await _next(turn, None)


async def _next(turn: Turn, lead: Say | None, *notices: Notice) -> Result:
    waiting = [
        kept
        for kept in await turn.store.history.waiting(turn.khoi)
        if heads(turn.member, turn.khoi, kept.subject.unit)
    ]
    if not waiting:
        nothing = say("declare.nothing_waits")
        return End(led(nothing if lead is None else lead, await menu(turn)), *notices)
    kept = waiting[0]
    shown = screen(
        say(
            "declare.waiting",
            count=len(waiting),
            who=await _who(turn, kept),
            what=record_words(turn.catalogue, kept.record),
            file=kept.document,
            at=kept.added_at,
        ),
        ShowDocument(kept.id),
        Accept(kept.id),
        AskRefusal(kept.id),
    )
    return End(shown if lead is None else led(lead, shown), *notices)


async def _who(turn: Turn, kept: Kept) -> str:
    if kept.subject.member is None:
        unit = await turn.store.units.get(turn.khoi, kept.subject.unit)
        return "" if unit is None else unit.name
    member = await turn.store.people.member(turn.khoi, kept.subject.member)
    return "" if member is None else member.name


@flow.press(ShowDocument)
async def show_document(turn: Turn, pressed: ShowDocument) -> Result:
    """The paper as it was sent, for whoever may read the record."""
    kept = await turn.store.history.get(turn.khoi, pressed.record)
    if kept is None or kept.file is None or not may_see(kept, turn.member):
        return await _not_yours(turn)
    caption = record_words(turn.catalogue, kept.record)
    return End(KeptFile(kept.file.name, kept.file.sha256, caption, kept.file.media_type))


@flow.press(Accept)
async def confirm(turn: Turn, pressed: Accept) -> Result:
    """It counts from now on; whoever declared it is told."""
    kept = await turn.store.history.get(turn.khoi, pressed.record)
    if kept is None:
        return await _not_yours(turn)
    match accept(kept, turn.member, turn.now):
        case Kept() as accepted:
            await turn.store.history.decide([accepted])
            text = say("declare.was_accepted", what=record_words(turn.catalogue, kept.record))
            return await _next(turn, say("declare.accepted"), *await _told(turn, kept, text))
        case NotWaiting():
            return await _next(turn, say("declare.decided_already"))
        case NotYours():
            return await _not_yours(turn)


@flow.press(AskRefusal)
async def ask_reason(turn: Turn, pressed: AskRefusal) -> Result:
    """Why is it not confirmed?"""
    kept = await turn.store.history.get(turn.khoi, pressed.record)
    if kept is None or not heads(turn.member, turn.khoi, kept.subject.unit):
        return await _not_yours(turn)
    return Next(
        RefusalReason(kept.id),
        screen(say("declare.ask_reason", most=LONGEST_REASON), back=ReviewDeclared()),
    )


@flow.answer(RefusalReason)
async def read_reason_back(turn: Turn, state: RefusalReason, text: str) -> Result:
    """Reads the reason back."""
    kept = await turn.store.history.get(turn.khoi, state.record)
    if kept is None or not heads(turn.member, turn.khoi, kept.subject.unit):
        return await _not_yours(turn)
    reason = tidy(text)
    if not reason or len(reason) > LONGEST_REASON:
        asked = screen(say("declare.ask_reason", most=LONGEST_REASON), back=ReviewDeclared())
        return Next(state, led(say("register.reason_expected", most=LONGEST_REASON), asked))
    rows: Row = Refuse(state.record)
    shown = screen(say("declare.reason_read_back", reason=reason), rows, back=ReviewDeclared())
    return Next(RefusalGiven(state.record, reason), shown)


@flow.answer(RefusalGiven)
async def another_reason(turn: Turn, state: RefusalGiven, text: str) -> Result:
    """Typing again replaces the reason."""
    return await read_reason_back(turn, RefusalReason(state.record), text)


@flow.press(Refuse)
async def turn_down(turn: Turn, pressed: Refuse) -> Result:
    """It does not count; whoever declared it is told why."""
    kept, state = await turn.store.history.get(turn.khoi, pressed.record), turn.state
    if kept is None:
        return await _not_yours(turn)
    given = state.reason if isinstance(state, RefusalGiven) and state.record == pressed.record else ""
    match refuse(kept, turn.member, given, turn.now):
        case Kept() as refused:
            await turn.store.history.decide([refused])
            what = record_words(turn.catalogue, kept.record)
            text = say("declare.was_refused", what=what, reason=given)
            return await _next(turn, say("declare.refused"), *await _told(turn, kept, text))
        case NotWaiting():
            return await _next(turn, say("declare.decided_already"))
        case ReasonMissing():
            return await ask_reason(turn, AskRefusal(pressed.record))
        case NotYours():
            return await _not_yours(turn)


async def _told(turn: Turn, kept: Kept, text: Say) -> tuple[Notice, ...]:
    """One notice to the subject and to whoever declared it, without the head."""
    found = await persons(turn, [kept.subject.member, kept.added_by])
    audience = tuple(dict.fromkeys(person for person in found if person != turn.person.id))
    if not audience:
        return ()
    notice_id = NoticeId(turn.fresh_id())
    return (
        Notice(notice_id, turn.khoi, "history", audience, text, (), Priority.RECEIPT, None, turn.member.id),
    )


async def _not_yours(turn: Turn) -> End:
    return End(led(say("register.not_yours"), await menu(turn)))
