"""[Nhất trí] [Góp ý] under a draft -> read back -> consult.recorded

the head:    Nhất trí -> confirm;  Góp ý -> words or a file -> read back -> [Gửi ý kiến]
the đầu mối: the same, submitted to the head -> “Đầu mối đã soạn ý kiến …” -> the head sends it as it is, or another
"""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.ids import ConsultationId, NoticeId
from campaign.people import Member
from campaign.plan.comments import (
    LONGEST,
    Changed,
    Comment,
    Decided,
    Nothing,
    Standing,
    TooLong,
    agree,
    answers,
    decides,
    hand_on,
    write,
)
from campaign.plan.consultation import Consultation, NotAllowed, NotOpen
from handlers.consult.begin import draft, sent_round
from handlers.consult.words import (
    Agree,
    ConfirmAgree,
    HandOn,
    OpenDraft,
    WriteComment,
    answer_words,
    attachment,
    campaign_name,
    not_here,
)
from handlers.kit import End, Flow, Lost, Next, Notice, Priority, Result, Say, Turn, fact, led, say, screen
from handlers.report.files import LOST

flow = Flow("consult_answering", about=say("consult.about"), help=say("consult.help"))


@dataclass(frozen=True, slots=True)
class Commenting:
    """Waits for the comment."""

    consultation: ConsultationId


# --- nhất trí ---


@flow.press(Agree)
async def ask_agree(turn: Turn, pressed: Agree) -> Result:
    """Read back."""
    round_ = await sent_round(turn, pressed.consultation)
    if round_ is None or not answers(turn.member):
        return await not_here(turn)
    if not round_.is_open:
        return await draft(turn, round_)
    text = say("consult.ask_agree", unit=turn.member.unit_name, name=await campaign_name(turn, round_))
    return End(screen(text, ConfirmAgree(round_.id), back=OpenDraft(round_.id)))


@flow.press(ConfirmAgree)
async def confirm_agree(turn: Turn, pressed: ConfirmAgree) -> Result:
    """Recorded; the same again changes nothing."""
    round_ = await sent_round(turn, pressed.consultation)
    if round_ is None:
        return await not_here(turn)
    before = await turn.store.consultations.last(round_.id, turn.member.unit)
    if before is not None and before.agrees and before.standing is not Standing.WRITTEN:
        done = before.standing is Standing.SENT or not decides(turn.member)
        if done:
            return await draft(turn, round_, say("consult.same"))
    return await _taken(turn, round_, agree(round_, turn.member, before, turn.now))


# --- góp ý ---


@flow.press(WriteComment)
async def ask_comment(turn: Turn, pressed: WriteComment) -> Result:
    """Which words, or which file?"""
    round_ = await sent_round(turn, pressed.consultation)
    if round_ is None or not answers(turn.member):
        return await not_here(turn)
    return _asking(round_) if round_.is_open else await draft(turn, round_)


def _asking(round_: Consultation, lead: Say | None = None) -> Next:
    shown = screen(say("consult.ask_comment", limit=LONGEST), back=OpenDraft(round_.id))
    return Next(Commenting(round_.id), shown if lead is None else led(lead, shown))


@flow.answer(Commenting)
async def commented(turn: Turn, state: Commenting, typed: str) -> Result:
    """Kept as it is, and read back."""
    round_ = await sent_round(turn, state.consultation)
    if round_ is None:
        return await not_here(turn)
    file = turn.files[-1] if turn.files else None
    if isinstance(file, Lost):
        return _asking(round_, say("report.file_refused", name=file.name, why=LOST[file.why]))
    if file is not None and file.sort is None:
        return _asking(round_, say("consult.file_unknown", name=file.name))
    before = await turn.store.consultations.last(round_.id, turn.member.unit)
    written = write(round_, turn.member, typed, None if file is None else attachment(file), before, turn.now)
    match written:
        case Nothing():
            return _asking(round_, say("consult.nothing"))
        case TooLong(length):
            return _asking(round_, say("consult.too_long", length=length, limit=LONGEST))
        case other:
            return await _taken(turn, round_, other)


@flow.press(HandOn)
async def on(turn: Turn, pressed: HandOn) -> Result:
    """Submitted by the đầu mối, sent by the head."""
    round_ = await sent_round(turn, pressed.consultation)
    if round_ is None:
        return await not_here(turn)
    before = await turn.store.consultations.last(round_.id, turn.member.unit)
    outcome = hand_on(round_, turn.member, pressed.number, before, turn.now)
    if before is not None and outcome == before:
        return await draft(turn, round_, say("consult.same"))
    return await _taken(turn, round_, outcome)


async def _taken(
    turn: Turn, round_: Consultation, outcome: Comment | NotAllowed | NotOpen | Decided | Changed
) -> Result:
    match outcome:
        case Comment() as comment:
            await turn.store.consultations.add(comment)
            return await _kept(turn, round_, comment)
        case NotAllowed():
            return await not_here(turn)
        case NotOpen():
            return await draft(turn, round_)
        case Decided():
            return await draft(turn, round_, say("consult.head_has_answered"))
        case Changed():
            return await draft(turn, round_, say("consult.changed"))


async def _kept(turn: Turn, round_: Consultation, comment: Comment) -> Result:
    """Written: read back. Submitted: the head is told. Sent: recorded for good."""
    if comment.standing is Standing.WRITTEN:
        return await draft(turn, round_, say("consult.written"))
    again = OpenDraft(round_.id).labelled(say("consult.again_button"))
    if comment.standing is Standing.SUBMITTED:
        heads = [m for m in await turn.store.people.in_unit(turn.khoi, turn.member.unit) if decides(m)]
        done = fact(say("consult.submitted", answer=answer_words(comment)), again)
        return End(done, _to_heads(turn, round_, heads)) if heads else End(done)
    await turn.store.events.record(turn.khoi, "consultation.answered", turn.member.id, turn.now, round_.id)
    return End(fact(say("consult.recorded", unit=turn.member.unit_name, answer=answer_words(comment)), again))


def _to_heads(turn: Turn, round_: Consultation, heads: Sequence[Member]) -> Notice:
    return Notice(
        NoticeId(turn.fresh_id()), turn.khoi, "consultation_submitted", tuple(head.person for head in heads),
        say("consult.waits_for_head", by=turn.member.name), (OpenDraft(round_.id),), Priority.RECEIPT,
        round_.campaign, turn.member.id,
    )  # fmt: skip
