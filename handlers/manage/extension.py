"""[Gia hạn riêng] -> extension.matter -> extension.whom (typing searches), [Cả một đơn vị] -> extension_granting.py"""

from dataclasses import dataclass

from campaign.ids import CampaignId
from campaign.plan.deadline import Matter
from campaign.plan.plan import Campaign, Stage, prepares
from campaign.roster.directory import meant
from handlers.kit import (
    Button,
    Choice,
    End,
    Flow,
    Next,
    Place,
    Result,
    Row,
    Say,
    Turn,
    led,
    plain,
    say,
    screen,
)
from handlers.leafing import those
from handlers.manage.begin import ended, not_yours
from handlers.manage.campaign_words import BUTTONS, MATTERS, found, line_of
from handlers.manage.extension_words import ChooseMatter, ChooseWhom, Offer
from handlers.manage.planning_words import ShowCampaign

flow = Flow("extension", about=say("extension.about"), help=say("extension.help"))

PEOPLE = 5
UNITS = 6


class ChooseUnit(Choice, tag="exu", label=say("extension.unit_button")):
    """A page of the units, for one matter."""

    campaign: CampaignId
    matter: Matter
    page: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A list of people on the screen: typing searches it."""

    campaign: CampaignId
    matter: Matter


@flow.manages(Place.OFTEN)
async def buttons(turn: Turn, campaign: Campaign | None) -> list[Button]:
    """In a running campaign, for whoever prepares it."""
    if campaign is None or campaign.stage is not Stage.LAUNCHED or not prepares(turn.member, campaign.khoi):
        return []
    return [Button(ChooseMatter(campaign.id), ChooseMatter.label)]


@flow.press(ChooseMatter)
async def choose_matter(turn: Turn, chosen: ChooseMatter) -> Result:
    """Which deadline?"""
    campaign = await _running(turn, chosen.campaign)
    if not isinstance(campaign, Campaign):
        return campaign
    dates = campaign.deadlines
    choices = [ChooseWhom(campaign.id, d.matter, 0).labelled(BUTTONS[d.matter]) for d in dates]
    rows: list[Row] = [tuple(choices[i : i + 2]) for i in range(0, len(choices), 2)]
    lines = tuple(line_of(d) for d in dates) or (say("deadline.no_dates"),)
    return End(screen(say("extension.matter", lines=lines), *rows, back=ShowCampaign(campaign.id)))


@flow.press(ChooseWhom)
async def choose_whom(turn: Turn, chosen: ChooseWhom) -> Result:
    """Whom? Everybody, a page at a time."""
    campaign = await _running(turn, chosen.campaign)
    if not isinstance(campaign, Campaign):
        return campaign
    return await _people(turn, Finding(campaign.id, chosen.matter), "", max(0, chosen.page))


@flow.search(Finding)
async def search(turn: Turn, state: Finding, typed: str) -> Result:
    """Those whom the typed words mean."""
    campaign = await _running(turn, state.campaign)
    return await _people(turn, state, typed, 0) if isinstance(campaign, Campaign) else campaign


@flow.press(ChooseUnit)
async def choose_unit(turn: Turn, chosen: ChooseUnit) -> Result:
    """The units, in protocol order."""
    campaign = await _running(turn, chosen.campaign)
    if not isinstance(campaign, Campaign):
        return campaign
    units = await turn.store.units.active(turn.khoi)
    first = max(0, chosen.page) * UNITS
    rows: list[Row] = [
        Offer(campaign.id, chosen.matter, None, u.id).labelled(plain(u.name))
        for u in units[first : first + UNITS]
    ]
    if len(units) > first + UNITS:
        more = ChooseUnit(campaign.id, chosen.matter, chosen.page + 1)
        rows.append(more.labelled(say("extension.next_button")))
    text = say("extension.which_unit", matter=MATTERS[chosen.matter])
    return End(screen(text, *rows, back=ChooseWhom(campaign.id, chosen.matter, 0)))


async def _people(turn: Turn, state: Finding, typed: str, page: int) -> Result:
    everybody = await turn.store.people.directory(turn.khoi)
    people = await those(everybody, meant(typed))
    lead: Say | None = None
    if not people:
        lead, people = say("extension.nobody", typed=typed[:60]), list(everybody)
    shown = people[page * PEOPLE : (page + 1) * PEOPLE]
    rows: list[Row] = [
        Offer(state.campaign, state.matter, p.member, None).labelled(
            say("extension.person", name=p.name, unit=p.unit_name)
        )
        for p in shown
    ]
    if not typed and len(people) > (page + 1) * PEOPLE:
        more = ChooseWhom(state.campaign, state.matter, page + 1)
        rows.append(more.labelled(say("extension.next_button")))
    rows.append(ChooseUnit(state.campaign, state.matter, 0))
    text = say("extension.whom", matter=MATTERS[state.matter], count=len(people))
    whom = screen(text, *rows, back=ChooseMatter(state.campaign))
    return Next(state, whom if lead is None else led(lead, whom))


async def _running(turn: Turn, campaign_id: CampaignId) -> Campaign | End:
    """The campaign when it is running and the person prepares it, else the answer."""
    campaign = await found(turn, campaign_id)
    if campaign is None or not prepares(turn.member, campaign.khoi):
        return await not_yours(turn)
    if campaign.stage is not Stage.LAUNCHED:
        return await ended(turn, campaign, say("extension.not_running"))
    return campaign
