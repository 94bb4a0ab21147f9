"""[Gửi lấy ý kiến] -> consult.read_back: the file, until when, how many people -> [Xác nhận gửi] -> consult.sent

The heads and the đầu mối of every unit are told, with a button to answer.
"""

from campaign.ids import ConsultationId, NoticeId, PersonId
from campaign.plan.consultation import Consultation, NoDate, NotAllowed, NotOpen, answers, send
from handlers.consult.preparing import AskSend, begin, flow, in_preparation, prepare
from handlers.consult.words import ConsultOn, Gathered, OpenDraft, campaign_name, file_of, not_here
from handlers.kit import Choice, End, Notice, Progress, Result, Turn, Until, fact, say, screen
from handlers.manage.campaign_words import found, name_of
from handlers.manage.deadline_words import minutes
from handlers.manage.delivery_words import leaving, leaving_line, ledger_rows

__all__ = ["flow"]  # begun in preparing.py; whole with the steps of this file


class SendRound(Choice, tag="gys", label=say("consult.really_send_button")):
    """As read back."""

    consultation: ConsultationId
    until: int


@flow.press(AskSend)
async def ask_send(turn: Turn, pressed: AskSend) -> Result:
    """Who gets it, and until when they answer."""
    draft = await in_preparation(turn, pressed.consultation)
    if draft is None:
        return await not_here(turn)
    if draft.due is None or draft.due <= turn.now:
        return await prepare(turn, draft, say("consult.date_first"))
    people = await _asked(turn)
    text = say(
        "consult.read_back",
        name=await campaign_name(turn, draft),
        file=file_of(draft),
        until=Until(draft.due),
        people=len(people),
        leaves=leaving_line(leaving(turn)),
    )
    return End(screen(text, SendRound(draft.id, minutes(draft.due)), back=ConsultOn(draft.campaign)))


@flow.press(SendRound)
async def send_round(turn: Turn, pressed: SendRound) -> Result:
    """Sent, once, as it was read back."""
    draft = await turn.store.consultations.find(turn.khoi, pressed.consultation)
    if draft is None:
        return await not_here(turn)
    if draft.sent_at is None and draft.due is not None and minutes(draft.due) != pressed.until:
        return await ask_send(turn, AskSend(draft.id))
    match send(draft, turn.member, turn.now):
        case Consultation() as sent:
            return await _sent(turn, sent)
        case NotAllowed():
            return await not_here(turn)
        case NotOpen():
            return await begin(turn, ConsultOn(draft.campaign))
        case NoDate():
            return await prepare(turn, draft, say("consult.date_first"))


async def _sent(turn: Turn, sent: Consultation) -> Result:
    await turn.store.consultations.save(sent, turn.now)
    await turn.store.events.record(turn.khoi, "consultation.sent", turn.member.id, turn.now, sent.id)
    people = await _asked(turn)
    campaign = await found(turn, sent.campaign)
    assert campaign is not None, "the round was found with its campaign"
    assert sent.due is not None, "nothing is sent without a date"
    notice = Notice(
        NoticeId(turn.fresh_id()), turn.khoi, "consultation", people,
        say("consult.asked", name=name_of(campaign), until=Until(sent.due)),
        (OpenDraft(sent.id),), campaign=sent.campaign, by=turn.member.id, not_before=leaving(turn),
    )  # fmt: skip
    done = fact(
        say("consult.sent", people=len(people), leaves=leaving_line(leaving(turn))), Gathered(sent.id, 0)
    )
    return End(done, notice, Progress(notice.id, say("consult.told"), ledger_rows(notice.id)))


async def _asked(turn: Turn) -> tuple[PersonId, ...]:
    """The heads and the đầu mối of every unit."""
    members = await turn.store.people.members(turn.khoi)
    return tuple(dict.fromkeys(member.person for member in members if answers(member)))
