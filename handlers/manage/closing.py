"""[Kết thúc chiến dịch] -> closing.read_back: what is still owed -> [Kết thúc] -> closing.closed

Everything stays readable; nothing of it changes any more. A second press says when it was closed.
"""

from campaign.ids import CampaignId
from campaign.plan.launching import AlreadyClosed, NotLaunched, close
from campaign.plan.plan import Campaign, NotAllowed, Stage, may_launch
from handlers.kit import Button, Choice, End, Flow, Place, Result, Turn, fact, say, screen
from handlers.manage.begin import ended, not_yours, overview, refused
from handlers.manage.campaign_words import found, name_of
from handlers.manage.planning_words import ShowCampaign

flow = Flow("closing", about=say("closing.about"), help=say("closing.help"))


class AskClose(Choice, tag="cla", label=say("closing.ask_button")):
    """Reads back what closing means."""

    campaign: CampaignId


class Close(Choice, tag="clc", label=say("closing.close_button")):
    """Closes the campaign."""

    campaign: CampaignId


@flow.manages(Place.SELDOM)
async def buttons(turn: Turn, campaign: Campaign | None) -> list[Button]:
    """For whoever may close a running campaign."""
    if (
        campaign is None
        or campaign.stage is not Stage.LAUNCHED
        or not turn.member.holds(*may_launch(campaign))
    ):
        return []
    return [Button(AskClose(campaign.id), AskClose.label)]


@flow.press(AskClose)
async def ask(turn: Turn, asked: AskClose) -> Result:
    """What is still owed, and that there is no way back."""
    campaign = await found(turn, asked.campaign)
    if campaign is None or not turn.member.holds(*may_launch(campaign)):
        return await not_yours(turn)
    if campaign.stage is not Stage.LAUNCHED:
        return await close_it(turn, Close(campaign.id))
    owed = [d for f in turn.flows if f.duties for d in await f.duties(turn.store, turn.khoi, None, turn.now)]
    people = len({duty.person for duty in owed})
    text = say("closing.read_back", name=name_of(campaign), people=people)
    return End(screen(text, Close(campaign.id), back=ShowCampaign(campaign.id)))


@flow.press(Close)
async def close_it(turn: Turn, pressed: Close) -> Result:
    """Closed, once."""
    campaign = await found(turn, pressed.campaign)
    if campaign is None:
        return await not_yours(turn)
    match close(campaign, turn.member, turn.now):
        case Campaign() as closed:
            await turn.store.campaigns.save(closed, turn.member.id, turn.now)
            await turn.store.events.record(turn.khoi, "campaign.closed", turn.member.id, turn.now, closed.id)
            done = fact(say("closing.closed", name=name_of(closed), at=turn.now))
            return End(done, await overview(turn, closed))
        case NotAllowed() as not_allowed:
            return await refused(turn, campaign, not_allowed)
        case NotLaunched():
            return await ended(turn, campaign, say("closing.not_launched"))
        case AlreadyClosed(at):
            return await ended(turn, campaign, say("launch.closed_at", at=at))
