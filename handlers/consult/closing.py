"""[Kết thúc lấy ý kiến] -> consult.ask_close: how many agree, comment, are missing -> confirmed -> consult.closed

Everybody who was asked is told how it ended.
"""

from campaign.ids import ConsultationId, NoticeId
from campaign.plan.comments import answers, counting, sums
from campaign.plan.consultation import Consultation, NotAllowed, NotOpen, close, sends
from handlers.consult.gathered import AskClose, flow, gathered, gathered_screen, sent_round_of
from handlers.consult.words import Gathered, campaign_name, not_here
from handlers.decide.words import two
from handlers.kit import Choice, End, Notice, Result, Say, Turn, fact, say, screen
from handlers.manage.delivery_words import leaving, leaving_line

__all__ = ["flow"]  # begun in gathered.py; whole with the steps of this file


class ReallyClose(Choice, tag="gyr", label=say("consult.really_close_button")):
    """As read back."""

    consultation: ConsultationId


@flow.press(AskClose)
async def ask_close(turn: Turn, pressed: AskClose) -> Result:
    """How many have answered, and what closing means."""
    round_ = await sent_round_of(turn, pressed.consultation)
    if round_ is None or not sends(turn.member, turn.khoi):
        return await not_here(turn)
    if not round_.is_open:
        return await gathered_screen(turn, round_)
    text = say("consult.ask_close", sums=await _sums(turn, round_))
    return End(screen(text, ReallyClose(round_.id), back=Gathered(round_.id, 0)))


async def _sums(turn: Turn, round_: Consultation) -> Say:
    units = await turn.store.units.active(turn.khoi)
    count = counting(await turn.store.consultations.comments(round_.id))
    sum_ = sums(count, (unit.id for unit in units))
    agreed, commented, missing = two(sum_.agreed), two(sum_.commented), two(sum_.missing)
    return say("consult.sums", agreed=agreed, commented=commented, missing=missing)


@flow.press(ReallyClose)
async def really_close(turn: Turn, pressed: ReallyClose) -> Result:
    """Closed, once; everybody who was asked hears how it ended."""
    round_ = await turn.store.consultations.find(turn.khoi, pressed.consultation)
    if round_ is None:
        return await not_here(turn)
    match close(round_, turn.member, turn.now):
        case Consultation() as closed:
            return await _closed(turn, closed)
        case NotAllowed():
            return await not_here(turn)
        case NotOpen():
            return await gathered(turn, Gathered(round_.id, 0))


async def _closed(turn: Turn, closed: Consultation) -> Result:
    await turn.store.consultations.save(closed, turn.now)
    await turn.store.events.record(turn.khoi, "consultation.closed", turn.member.id, turn.now, closed.id)
    people = [member.person for member in await turn.store.people.members(turn.khoi) if answers(member)]
    name, ended = await campaign_name(turn, closed), await _sums(turn, closed)
    notice = Notice(
        NoticeId(turn.fresh_id()), turn.khoi, "consultation_closed", tuple(dict.fromkeys(people)),
        say("consult.told_closed", name=name, sums=ended), campaign=closed.campaign, by=turn.member.id,
        not_before=leaving(turn),
    )  # fmt: skip
    done = fact(say("consult.closed", sums=ended, leaves=leaving_line(leaving(turn))), Gathered(closed.id, 0))
    return End(done, notice)
