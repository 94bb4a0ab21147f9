"""/quanly -> manage.screen: how the campaign at hand is going; below, what each flow lets this person do with it

First what the campaign waits for, then what is done every week; the rest is behind [Việc khác] -> manage.more.
Several campaigns (last year's, next year's draft): [Chiến dịch khác] -> manage.campaigns -> manage.screen of that one.
Which buttons there are is the business of the flows: `@flow.manages(Place.OFTEN)` (handlers/kit.py).
"""

from campaign.ids import CampaignId
from campaign.plan.plan import OVERSEERS, Campaign, NotAllowed, Stage, at_hand
from handlers.kit import (
    Button,
    Choice,
    End,
    Flow,
    OpenFlow,
    Place,
    Result,
    Row,
    Say,
    Screen,
    Turn,
    led,
    say,
    screen,
)
from handlers.manage.campaign_words import found, name_of, next_of, rules_line, stage_of, who_may
from handlers.manage.planning_words import ShowCampaign
from handlers.menu import menu

flow = Flow("manage", command="quanly", about=say("manage.about"), help=say("manage.help"), roles=OVERSEERS)


class ListCampaigns(Choice, tag="mgl", label=say("manage.others_button")):
    """All campaigns of the khối."""


class More(Choice, tag="mgm", label=say("manage.more_button")):
    """What is seldom needed."""

    campaign: CampaignId | None


@flow.begin
async def begin(turn: Turn, argument: str) -> Result:
    """The campaign at hand."""
    return End(await overview(turn, at_hand(await turn.store.campaigns.of(turn.khoi))))


@flow.press(ShowCampaign)
async def show(turn: Turn, shown: ShowCampaign) -> Result:
    """Another campaign."""
    campaign = await found(turn, shown.campaign)
    if campaign is None or not turn.member.holds(*OVERSEERS):
        return await not_yours(turn)
    return End(await overview(turn, campaign))


@flow.press(More)
async def more(turn: Turn, pressed: More) -> Result:
    """The second screen."""
    campaign = None if pressed.campaign is None else await found(turn, pressed.campaign)
    if not turn.member.holds(*OVERSEERS):
        return await not_yours(turn)
    rows = await _seldom(turn, campaign)
    text = say("manage.more_none") if campaign is None else say("manage.more", name=name_of(campaign))
    return End(
        screen(text, *rows, back=OpenFlow(flow.name) if campaign is None else ShowCampaign(campaign.id))
    )


@flow.press(ListCampaigns)
async def list_all(turn: Turn, _: ListCampaigns) -> Result:
    """The campaigns of the khối, the newest first."""
    if not turn.member.holds(*OVERSEERS):
        return await not_yours(turn)
    campaigns = await turn.store.campaigns.of(turn.khoi)
    rows = [ShowCampaign(c.id).labelled(_listed(c)) for c in campaigns[:7]]
    return End(screen(say("manage.campaigns", count=len(campaigns)), *rows, back=OpenFlow(flow.name)))


async def overview(turn: Turn, campaign: Campaign | None) -> Screen:
    """The overview as a screen, for flows that end in it."""
    first = await _buttons(turn, campaign, Place.NEXT)
    rows: tuple[Row, ...] = (*first, *_pairs(await _buttons(turn, campaign, Place.OFTEN)))
    if await _seldom(turn, campaign):
        rows = (*rows, More(None if campaign is None else campaign.id))
    khoi = await turn.store.people.khoi(turn.khoi)
    name = "" if khoi is None else khoi.name
    if campaign is None:
        return Screen(say("manage.none", khoi=name), rows)
    return Screen(_text(turn, campaign, name), rows)


async def _buttons(turn: Turn, campaign: Campaign | None, place: Place) -> list[Button]:
    managing = [f.managing[place] for f in turn.flows if place in f.managing]
    return [button for of in managing for button in await of(turn, campaign)]


async def _seldom(turn: Turn, campaign: Campaign | None) -> tuple[Row, ...]:
    rows = _pairs(await _buttons(turn, campaign, Place.SELDOM))
    several = len(await turn.store.campaigns.of(turn.khoi)) > 1
    return (*rows, ListCampaigns()) if several else rows


async def ended(turn: Turn, campaign: Campaign | None, lead: Say) -> End:
    """What just happened, and the overview below it."""
    return End(led(lead, await overview(turn, campaign)))


async def refused(turn: Turn, campaign: Campaign, why: NotAllowed) -> End:
    """Who may do it, for somebody who sees the campaign; for anybody else it is not their matter."""
    if not turn.member.holds(*OVERSEERS):
        return await not_yours(turn)
    return await ended(turn, campaign, who_may(why))


async def not_yours(turn: Turn) -> End:
    """Not a matter of this person, or of another khối: one sentence and the menu."""
    return End(led(say("chat.not_for_you"), await menu(turn)))


def _text(turn: Turn, campaign: Campaign, khoi: str) -> Say:
    ahead = [d for d in campaign.deadlines if d.at > turn.now]
    next_up = next_of(ahead[0]) if ahead and campaign.stage is not Stage.CLOSED else say("manage.no_deadline")
    return say(
        "manage.screen",
        khoi=khoi,
        name=name_of(campaign),
        stage=stage_of(campaign),
        theme=campaign.theme or say("campaign.no_theme"),
        next=next_up,
        rules=rules_line(turn, campaign),
    )


def _listed(campaign: Campaign) -> Say:
    return say("manage.listed", name=name_of(campaign), stage=stage_of(campaign))


def _pairs(buttons: list[Button]) -> tuple[Row, ...]:
    return tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))
