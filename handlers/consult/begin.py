"""A unit reads a draft: consult.draft, with what it has said so far and [Nhất trí] [Góp ý] (answering)

What is typed is kept at once; it counts once the head has sent it, and can be changed until the round is closed.
"""

from campaign.ids import ConsultationId
from campaign.plan.comments import Comment, Standing, answers, decides
from campaign.plan.consultation import Consultation, reads
from handlers.consult.due import owing
from handlers.consult.words import (
    Agree,
    HandOn,
    OpenDraft,
    ReadDraft,
    WriteComment,
    answer_words,
    campaign_name,
    file_rows,
    not_here,
    standing_words,
    until,
)
from handlers.kit import End, Flow, Kept, Result, Row, Say, Turn, led, say, screen

flow = Flow("consult", about=say("consult.about"), help=say("consult.help"))
flow.owing(owing)


@flow.press(OpenDraft)
async def open_draft(turn: Turn, pressed: OpenDraft) -> Result:
    """The draft and what the unit has said so far."""
    round_ = await sent_round(turn, pressed.consultation)
    return await not_here(turn) if round_ is None else await draft(turn, round_)


async def sent_round(turn: Turn, asked: ConsultationId) -> Consultation | None:
    """A round that was sent, for those who answer it or read the answers."""
    round_ = await turn.store.consultations.find(turn.khoi, asked)
    may = answers(turn.member) or reads(turn.member, turn.khoi)
    return round_ if round_ is not None and round_.sent_at is not None and may else None


async def draft(turn: Turn, round_: Consultation, lead: Say | None = None) -> End:
    """The draft as a screen."""
    last = await turn.store.consultations.last(round_.id, turn.member.unit)
    text = say(
        "consult.draft",
        name=await campaign_name(turn, round_),
        due=say("consult.over", at=round_.closed_at) if round_.closed_at else until(round_, turn.now),
        unit=turn.member.unit_name,
        answer=say("consult.unanswered") if last is None else _told(last),
    )
    shown = screen(text, *file_rows(round_), *_rows(turn, round_, last))
    return End(shown if lead is None else led(lead, shown))


def _told(last: Comment) -> Say:
    return say("consult.answered", answer=answer_words(last), standing=standing_words(last))


def _rows(turn: Turn, round_: Consultation, last: Comment | None) -> tuple[Row, ...]:
    if not round_.is_open or not answers(turn.member):
        return ()
    if last is not None and last.standing is Standing.SENT and not decides(turn.member):
        return ()
    words = (Agree(round_.id), WriteComment(round_.id))
    waits = last is not None and last.standing is not Standing.SENT
    if last is None or not waits or (last.standing is Standing.SUBMITTED and not decides(turn.member)):
        return words
    return (_on(turn, last), *words)


def _on(turn: Turn, last: Comment) -> Row:
    label = say("consult.send_on_button") if decides(turn.member) else say("consult.submit_button")
    return HandOn(last.consultation, last.number).labelled(label)


@flow.press(ReadDraft)
async def read_draft(turn: Turn, pressed: ReadDraft) -> Result:
    """The file as it was sent in."""
    round_ = await sent_round(turn, pressed.consultation)
    if round_ is None or round_.file is None:
        return await not_here(turn)
    file = round_.file
    caption = say("consult.file_caption", name=await campaign_name(turn, round_))
    return End(Kept(file.name, file.sha256, caption, file.media_type))
