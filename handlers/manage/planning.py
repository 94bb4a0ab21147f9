"""[Chiến dịch mới] -> planning.year -> chủ đề -> nhiệm vụ -> phong trào -> số kế hoạch -> thời hạn -> launch.preview

Each answer is saved as it is given; [Tiếp tục soạn] asks the first part that was not asked yet. Every part may be left
out for now; what a launch cannot do without is said there. The parts themselves are in planning_parts.py.
"""

from dataclasses import dataclass, replace

from campaign.ids import CampaignId
from campaign.plan.deadline import proposed
from campaign.plan.plan import PREPARERS, Campaign, NotAllowed, Part, Stage, at_hand
from campaign.plan.planning import Frozen, YearOutOfReach, YearTaken, create, discard
from handlers.kit import (
    Button,
    Choice,
    End,
    Flow,
    Next,
    OpenFlow,
    Place,
    Result,
    Screen,
    Turn,
    led,
    say,
    screen,
)
from handlers.manage.begin import ended, not_yours, overview, refused
from handlers.manage.campaign_words import found, name_of
from handlers.manage.planning_parts import ask_next
from handlers.manage.planning_words import Ask, Preview, ShowCampaign

flow = Flow("planning", about=say("planning.about"), help=say("planning.help"))


class NewCampaign(Choice, tag="pln", label=say("planning.new_button")):
    """Begins a campaign: for which year?"""


class ForYear(Choice, tag="ply"):
    """Begins the campaign of a year."""

    year: int


class GoOn(Choice, tag="plc", label=say("planning.go_on_button")):
    """Asks the first part that was not asked yet."""

    campaign: CampaignId


class Discard(Choice, tag="plw", label=say("planning.discard_button")):
    """Asks whether a draft is really to be forgotten."""

    campaign: CampaignId


class ReallyDiscard(Choice, tag="plz", label=say("planning.really_discard_button")):
    """Forgets a draft."""

    campaign: CampaignId


@dataclass(frozen=True, slots=True)
class AskedYear:
    """Waits for a year."""


@flow.manages(Place.NEXT)
async def buttons(turn: Turn, campaign: Campaign | None) -> list[Button]:
    """A new campaign when none is being prepared here; else going on with the draft."""
    if not turn.member.holds(*PREPARERS):
        return []
    if campaign is None or campaign.stage is Stage.CLOSED:
        return [Button(NewCampaign(), NewCampaign.label)]
    if campaign.stage is Stage.DRAFT:
        going_on: list[Choice] = [GoOn(campaign.id)] if campaign.unanswered else []
        return [Button(c, type(c).label) for c in (*going_on, Preview(campaign.id))]
    if campaign.plan.issued:
        return []
    return [Button(Ask(campaign.id, Part.PAPER), say("planning.paper_button"))]


@flow.manages(Place.SELDOM)
async def seldom(turn: Turn, campaign: Campaign | None) -> list[Button]:
    """The next year's campaign while this one is running; a draft can be given up."""
    if campaign is None or campaign.stage is Stage.CLOSED or not turn.member.holds(*PREPARERS):
        return []
    if campaign.stage is Stage.DRAFT:
        return [Button(Discard(campaign.id), Discard.label)]
    return [Button(NewCampaign(), NewCampaign.label)]


@flow.press(NewCampaign)
async def ask_year(turn: Turn, _: NewCampaign) -> Result:
    """For which year: this one or the next by button, any by typing."""
    if not turn.member.holds(*PREPARERS):
        return await not_yours(turn)
    return Next(AskedYear(), _year_screen(turn))


@flow.answer(AskedYear)
async def year_typed(turn: Turn, state: AskedYear, typed: str) -> Result:
    """A year that was typed."""
    digits = "".join(c for c in typed if c.isdecimal())
    if not digits or len(digits) > len("2026"):
        return Next(state, led(say("planning.not_a_year", example=turn.today.year), _year_screen(turn)))
    return await begin_year(turn, ForYear(int(digits)))


@flow.press(ForYear)
async def begin_year(turn: Turn, chosen: ForYear) -> Result:
    """The draft is there from now on, and saved with every answer."""
    existing = await turn.store.campaigns.of(turn.khoi)
    new_id = CampaignId(turn.fresh_id())
    match create(existing, turn.member, new_id, chosen.year, turn.now, turn.today):
        case Campaign() as campaign:
            dates = proposed(campaign.year, turn.catalogue.general.deadlines, turn.zone)
            campaign = replace(campaign, deadlines=dates)
            await turn.store.campaigns.add(campaign)
            return await ask_next(turn, campaign)
        case YearTaken(campaign):
            return await ended(turn, campaign, say("planning.year_taken", name=name_of(campaign)))
        case YearOutOfReach(first, last):
            lead = say("planning.year_out_of_reach", first=first, last=last)
            return Next(AskedYear(), led(lead, _year_screen(turn)))
        case NotAllowed():
            return await not_yours(turn)


@flow.press(GoOn)
async def go_on(turn: Turn, chosen: GoOn) -> Result:
    """The first part that was not asked yet."""
    campaign = await found(turn, chosen.campaign)
    if campaign is None or not turn.member.holds(*PREPARERS):
        return await not_yours(turn)
    return await ask_next(turn, campaign)


@flow.press(Discard)
async def ask_to_discard(turn: Turn, chosen: Discard) -> Result:
    """A draft is forgotten only after asking."""
    campaign = await found(turn, chosen.campaign)
    if campaign is None or not turn.member.holds(*PREPARERS):
        return await not_yours(turn)
    done = len(Part) - len(campaign.unanswered)
    text = say("planning.discard", name=name_of(campaign), done=done, total=len(Part))
    return End(screen(text, ReallyDiscard(campaign.id), back=ShowCampaign(campaign.id)))


@flow.press(ReallyDiscard)
async def really_discard(turn: Turn, chosen: ReallyDiscard) -> Result:
    """The draft is gone; a campaign that was launched stays."""
    campaign = await found(turn, chosen.campaign)
    if not _prepares(turn):
        return await not_yours(turn)
    if campaign is None:
        return End(led(say("planning.already_discarded"), await _after(turn)))
    match discard(campaign, turn.member):
        case Campaign():
            await turn.store.campaigns.discard(campaign.id)
            return End(led(say("planning.discarded", name=name_of(campaign)), await _after(turn)))
        case NotAllowed() as not_allowed:
            return await refused(turn, campaign, not_allowed)
        case Frozen():
            return await ended(turn, campaign, say("planning.frozen"))


async def _after(turn: Turn) -> Screen:
    return await overview(turn, at_hand(await turn.store.campaigns.of(turn.khoi)))


def _prepares(turn: Turn) -> bool:
    return turn.member.holds(*PREPARERS)


def _year_screen(turn: Turn) -> Screen:
    this = turn.today.year
    years = [ForYear(year).labelled(say("planning.year_button", year=year)) for year in (this, this + 1)]
    return screen(say("planning.year"), tuple(years), back=OpenFlow("manage"))
