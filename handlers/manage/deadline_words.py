"""The deadlines of a campaign as screens: the list, and the question for another date."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from campaign.ids import CampaignId
from campaign.plan.deadline import Deadline, Matter
from campaign.plan.plan import Campaign, Part, Stage, prepares
from handlers.kit import Button, Choice, Next, Row, Say, Screen, Turn, Until, led, say, screen
from handlers.manage.campaign_words import BUTTONS, MATTERS, line_of
from handlers.manage.planning_words import AskDate, ListDeadlines, ShowCampaign, UseDates, step_of

MINUTE = timedelta(minutes=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FARTHEST = 2**31  # minutes: the year 6053


class NoDate(Choice, tag="ddn", label=say("deadline.none_button")):
    """Takes a date out of a draft."""

    campaign: CampaignId
    matter: Matter


@dataclass(frozen=True, slots=True)
class AskedDate:
    """Waits for the new date."""

    campaign: CampaignId
    matter: Matter


def minutes(at: datetime) -> int:
    """A moment as a button carries it: whole minutes since 1970."""
    return (at - EPOCH) // MINUTE


def moment(carried: int) -> datetime:
    """The moment that `minutes` wrote. What it never wrote is long past: a forged number is no day of any calendar."""
    return EPOCH + (carried if 0 <= carried < FARTHEST else 0) * MINUTE


def list_screen(turn: Turn, campaign: Campaign) -> Screen:
    """The deadlines, with a button each for whoever may move them."""
    if campaign.stage is Stage.DRAFT and prepares(turn.member, campaign.khoi):
        return dates_screen(campaign)
    may = prepares(turn.member, campaign.khoi) and campaign.stage is Stage.LAUNCHED
    lines = _lines(campaign)
    text = say("deadline.list_to_move", lines=lines) if may else say("deadline.list", lines=lines)
    return Screen(text, _rows(campaign) if may else (), back=ShowCampaign(campaign.id))


def dates_screen(campaign: Campaign) -> Screen:
    """The dates of a draft, to be taken as they are or changed one by one."""
    text = say("deadline.draft", step=step_of(Part.DEADLINES), lines=_lines(campaign))
    return Screen(text, (UseDates(campaign.id), *_rows(campaign)), back=ShowCampaign(campaign.id))


def question(campaign: Campaign, matter: Matter, lead: Say | None = None) -> Next:
    """Which date instead."""
    current = campaign.deadline(matter)
    rows: tuple[Row, ...] = ()
    if campaign.stage is Stage.DRAFT and current is not None:
        rows = (NoDate(campaign.id, matter),)
    now = say("deadline.not_set") if current is None else say("deadline.until", at=Until(current.at))
    shown = screen(
        say("deadline.ask", matter=MATTERS[matter], now=now), *rows, back=ListDeadlines(campaign.id)
    )
    return Next(AskedDate(campaign.id, matter), shown if lead is None else led(lead, shown))


def was(old: Deadline | None) -> Say:
    """What the date was before."""
    return say("deadline.not_set") if old is None else say("deadline.moment", at=old.at)


def _lines(campaign: Campaign) -> tuple[Say, ...]:
    return tuple(line_of(d) for d in campaign.deadlines) or (say("deadline.no_dates"),)


def _rows(campaign: Campaign) -> tuple[Row, ...]:
    buttons = [Button(AskDate(campaign.id, matter), BUTTONS[matter]) for matter in Matter]
    return tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))
