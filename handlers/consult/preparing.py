"""/quanly [Lấy ý kiến dự thảo] -> consult.prepare: the file of the plan, until when -> [Gửi lấy ý kiến] (sending.py)

A file sent there is the draft, a date typed there is until when; both are saved as given.
"""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from campaign.dates.dates import DateRefused, read_moment
from campaign.ids import ConsultationId
from campaign.plan.consultation import Consultation, sends
from campaign.plan.plan import Campaign, Stage
from handlers.consult.words import (
    ConsultOn,
    Gathered,
    attachment,
    campaign_name,
    file_of,
    not_here,
)
from handlers.kit import (
    Button,
    Choice,
    End,
    Flow,
    Lost,
    Next,
    Place,
    Received,
    Result,
    Row,
    Say,
    Turn,
    Until,
    led,
    say,
    screen,
)
from handlers.manage.campaign_words import found
from handlers.manage.deadline_words import minutes, moment
from handlers.manage.planning_words import ShowCampaign
from handlers.report.files import LOST

flow = Flow("consult_sending", about=say("consult.about"), help=say("consult.help_sending"))

USUAL = (3, 7)
"""Days to answer that are offered as buttons."""
FIVE = time(17)
"""When the working day ends: until then answers are due on a day that is named without an hour."""


class SetDue(Choice, tag="gyd"):
    """Until then; `until` in minutes since 1970."""

    consultation: ConsultationId
    until: int


class NoFile(Choice, tag="gyn", label=say("consult.no_file_button")):
    """The draft goes without a file: theme and tasks as they are in the campaign."""

    consultation: ConsultationId


class AskSend(Choice, tag="gya", label=say("consult.send_button")):
    """Reads back who gets it."""

    consultation: ConsultationId


class Another(Choice, tag="gyb", label=say("consult.another_button")):
    """One more round, after the last one was closed."""

    consultation: ConsultationId


@dataclass(frozen=True, slots=True)
class Preparing:
    """Waits for the file or the date."""

    consultation: ConsultationId


@flow.manages(Place.OFTEN)
async def buttons(turn: Turn, campaign: Campaign | None) -> list[Button]:
    """For those who send the draft round."""
    if campaign is None or campaign.stage is Stage.CLOSED or not sends(turn.member, turn.khoi):
        return []
    return [Button(ConsultOn(campaign.id), ConsultOn.label)]


@flow.press(ConsultOn)
async def begin(turn: Turn, pressed: ConsultOn) -> Result:
    """The round being prepared; what was said in one that was sent."""
    campaign = await found(turn, pressed.campaign)
    if campaign is None or not sends(turn.member, turn.khoi):
        return await not_here(turn)
    known = await turn.store.consultations.latest(turn.khoi, campaign.id)
    if known is None:
        return await prepare(turn, await _new(turn, campaign))
    if known.sent_at is None:
        return await prepare(turn, known)
    if known.is_open:
        return End(screen(say("consult.is_open"), Gathered(known.id, 0), back=ShowCampaign(campaign.id)))
    rows = (Gathered(known.id, 0), Another(known.id))
    return End(screen(say("consult.is_closed"), *rows, back=ShowCampaign(campaign.id)))


@flow.press(Another)
async def another(turn: Turn, pressed: Another) -> Result:
    """Begins one more round, where the last one is over."""
    before = await turn.store.consultations.find(turn.khoi, pressed.consultation)
    campaign = None if before is None else await found(turn, before.campaign)
    if before is None or campaign is None or not sends(turn.member, turn.khoi):
        return await not_here(turn)
    known = await turn.store.consultations.latest(turn.khoi, campaign.id)
    if known is None or known.closed_at is None or campaign.stage is Stage.CLOSED:
        return await begin(turn, ConsultOn(campaign.id))
    return await prepare(turn, await _new(turn, campaign))


async def _new(turn: Turn, campaign: Campaign) -> Consultation:
    new = Consultation(
        ConsultationId(turn.fresh_id()), turn.khoi, campaign.id, turn.member.id, campaign.plan.file
    )
    await turn.store.consultations.save(new, turn.now)
    return new


async def prepare(turn: Turn, draft: Consultation, lead: Say | None = None) -> Next:
    """What the draft has so far, and what is still asked for."""
    rows: list[Row] = [] if draft.due is None else [AskSend(draft.id)]
    dues = [_usual(turn, days) for days in USUAL]
    rows += [SetDue(draft.id, minutes(at)).labelled(say("consult.due_button", at=at)) for at in dues]
    rows += [] if draft.file is None else [NoFile(draft.id)]
    text = say(
        "consult.prepare",
        name=await campaign_name(turn, draft),
        file=file_of(draft),
        due=say("consult.no_due") if draft.due is None else say("consult.until", at=Until(draft.due)),
    )
    shown = screen(text, *rows, back=ShowCampaign(draft.campaign))
    return Next(Preparing(draft.id), shown if lead is None else led(lead, shown))


def _usual(turn: Turn, days: int) -> datetime:
    """Five in the afternoon of the first working day that many days on."""
    day = turn.today + timedelta(days=days)
    while not turn.manners.is_working_day(day):
        day += timedelta(days=1)
    return turn.manners.moment(day, FIVE)


async def in_preparation(turn: Turn, asked: ConsultationId) -> Consultation | None:
    """What is still being prepared, for whoever may."""
    draft = await turn.store.consultations.find(turn.khoi, asked)
    return draft if draft and draft.sent_at is None and sends(turn.member, turn.khoi) else None


async def _kept(turn: Turn, draft: Consultation) -> Result:
    await turn.store.consultations.save(draft, turn.now)
    return await prepare(turn, draft)


@flow.press(SetDue)
async def set_due(turn: Turn, pressed: SetDue) -> Result:
    """A usual date."""
    draft = await in_preparation(turn, pressed.consultation)
    if draft is None:
        return await not_here(turn)
    if moment(pressed.until) <= turn.now:
        return await prepare(turn, draft, say("chat.stale"))
    return await _kept(turn, replace(draft, due=moment(pressed.until)))


@flow.press(NoFile)
async def no_file(turn: Turn, pressed: NoFile) -> Result:
    """The draft goes without a file."""
    draft = await in_preparation(turn, pressed.consultation)
    return await not_here(turn) if draft is None else await _kept(turn, replace(draft, file=None))


@flow.answer(Preparing)
async def prepared(turn: Turn, state: Preparing, typed: str) -> Result:
    """The file of the draft, or a date."""
    draft = await in_preparation(turn, state.consultation)
    if draft is None:
        return await not_here(turn)
    if turn.files:
        return await _filed(turn, draft, turn.files[-1])
    read = read_moment(typed, turn.now, turn.zone, FIVE)
    if isinstance(read, DateRefused):
        return await prepare(turn, draft, Say(read.key, dict(read.values)))
    return await _kept(turn, replace(draft, due=read))


async def _filed(turn: Turn, draft: Consultation, file: Received | Lost) -> Result:
    if isinstance(file, Lost):
        return await prepare(turn, draft, say("report.file_refused", name=file.name, why=LOST[file.why]))
    if file.sort is None:
        return await prepare(turn, draft, say("consult.file_unknown", name=file.name))
    return await _kept(turn, replace(draft, file=attachment(file)))
