"""[Gửi lấy ý kiến] -> consult.read_back: the file, until when, how many people -> [Xác nhận gửi] -> consult.sent

The heads and the đầu mối of every unit are told, with a button to answer. What changed after it was read back (the file
on another phone, somebody new on the roster) is read back again before anything goes.
"""

import zlib
from collections.abc import Sequence

from campaign.ids import ConsultationId, NoticeId
from campaign.people import Member
from campaign.plan.comments import answers
from campaign.plan.consultation import Consultation, NoDate, NotAllowed, NotOpen, send
from handlers.consult.preparing import AskSend, begin, flow, in_preparation, prepare
from handlers.consult.words import ConsultOn, Gathered, OpenDraft, campaign_name, file_of, not_here
from handlers.kit import Choice, End, Notice, Progress, Result, Say, Turn, Until, fact, led, say, screen
from handlers.manage.campaign_words import found, name_of
from handlers.manage.delivery_words import leaving, leaving_line, ledger_rows

__all__ = ["flow"]  # begun in preparing.py; whole with the steps of this file


class SendRound(Choice, tag="gys", label=say("consult.really_send_button")):
    """As read back: `seen` is the check of all of it."""

    consultation: ConsultationId
    seen: int


def check_of(draft: Consultation, name: Say | None, asked: Sequence[Member]) -> int:
    """A number that changes when anything of what is sent, to whom or until when does."""
    whole = (name, draft.file, draft.due, sorted(member.id for member in asked))
    return zlib.crc32(repr(whole).encode())


@flow.press(AskSend)
async def ask_send(turn: Turn, pressed: AskSend) -> Result:
    """What goes, who gets it, and until when they answer."""
    return await _read_back(turn, pressed.consultation)


async def _read_back(turn: Turn, asked_for: ConsultationId, lead: Say | None = None) -> Result:
    draft = await in_preparation(turn, asked_for)
    if draft is None:
        return await not_here(turn)
    if draft.due is None or draft.due <= turn.now:
        return await prepare(turn, draft, say("consult.date_first"))
    name, asked = await campaign_name(turn, draft), await _asked(turn)
    text = say(
        "consult.read_back",
        name=name,
        file=file_of(draft),
        until=Until(draft.due),
        people=f"{len({member.person for member in asked}):02}",
        units=f"{len({member.unit for member in asked}):02}",
        leaves=leaving_line(leaving(turn)),
    )
    whole = screen(text, SendRound(draft.id, check_of(draft, name, asked)), back=ConsultOn(draft.campaign))
    return End(whole if lead is None else led(lead, whole))


@flow.press(SendRound)
async def send_round(turn: Turn, pressed: SendRound) -> Result:
    """Sent, once, as it was read back."""
    draft = await turn.store.consultations.find(turn.khoi, pressed.consultation)
    if draft is None:
        return await not_here(turn)
    if draft.sent_at is None:
        now = check_of(draft, await campaign_name(turn, draft), await _asked(turn))
        if now != pressed.seen:
            return await _read_back(turn, draft.id, say("consult.changed_meanwhile"))
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
    people = tuple(dict.fromkeys(member.person for member in await _asked(turn)))
    campaign = await found(turn, sent.campaign)
    assert campaign is not None, "the round was found with its campaign"
    assert sent.due is not None, "nothing is sent without a date"
    notice = Notice(
        NoticeId(turn.fresh_id()), turn.khoi, "consultation", people,
        say("consult.asked", name=name_of(campaign), until=Until(sent.due)),
        (OpenDraft(sent.id),), campaign=sent.campaign, by=turn.member.id, not_before=leaving(turn),
    )  # fmt: skip
    done = fact(
        say("consult.sent", people=f"{len(people):02}", leaves=leaving_line(leaving(turn))),
        Gathered(sent.id, 0),
    )
    return End(done, notice, Progress(notice.id, say("consult.told"), ledger_rows(notice.id)))


async def _asked(turn: Turn) -> Sequence[Member]:
    """The heads and the đầu mối of every unit."""
    return [member for member in await turn.store.people.members(turn.khoi) if answers(member)]
