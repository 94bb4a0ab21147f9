"""[Thời hạn] -> deadline.list -> one of them -> deadline.ask “17:00 31/3” -> deadline_moving.py

In a draft a date is simply changed or taken out; after the launch it is read back first.
"""

from campaign.dates.dates import DateRefused, read_moment
from campaign.plan.deadline import CLOSE_OF_BUSINESS
from campaign.plan.plan import OVERSEERS, Campaign, NotAllowed, Stage, prepares
from campaign.plan.planning import Dates, Frozen, change
from handlers.kit import Button, End, Flow, Place, Result, Turn, led, say
from handlers.manage.begin import ended, not_yours, refused
from handlers.manage.campaign_words import MATTERS, date_fault, found
from handlers.manage.deadline_moving import move, move_to, read_back
from handlers.manage.deadline_words import AskedDate, NoDate, list_screen, question
from handlers.manage.planning_words import AskDate, ListDeadlines

flow = Flow("deadline", about=say("deadline.about"), help=say("deadline.help"))


@flow.manages(Place.OFTEN)
async def buttons(turn: Turn, campaign: Campaign | None) -> list[Button]:
    """The deadlines, once there is a campaign."""
    if campaign is None or not turn.member.holds(*OVERSEERS):
        return []
    return [Button(ListDeadlines(campaign.id), ListDeadlines.label)]


@flow.press(ListDeadlines)
async def list_them(turn: Turn, listed: ListDeadlines) -> Result:
    """The deadlines of a campaign."""
    campaign = await found(turn, listed.campaign)
    if campaign is None or not turn.member.holds(*OVERSEERS):
        return await not_yours(turn)
    return End(list_screen(turn, campaign))


@flow.press(AskDate)
async def ask(turn: Turn, asked: AskDate) -> Result:
    """Which date instead."""
    campaign = await found(turn, asked.campaign)
    if campaign is None or not prepares(turn.member, campaign.khoi):
        return await not_yours(turn)
    if campaign.stage is Stage.CLOSED:
        return await ended(turn, campaign, say("planning.frozen"))
    return question(campaign, asked.matter)


@flow.answer(AskedDate)
async def date_typed(turn: Turn, state: AskedDate, typed: str) -> Result:
    """A date that was typed: saved in a draft, read back in a running campaign."""
    campaign = await found(turn, state.campaign)
    if campaign is None:
        return await not_yours(turn)
    at = read_moment(typed, turn.now, turn.zone, CLOSE_OF_BUSINESS)
    if isinstance(at, DateRefused):
        return question(campaign, state.matter, date_fault(at))
    wanted = move_to(campaign, state.matter, at)
    if campaign.stage is Stage.DRAFT:
        return await move(turn, wanted)
    return await read_back(turn, campaign, wanted)


@flow.press(NoDate)
async def take_out(turn: Turn, taken: NoDate) -> Result:
    """A draft without this date."""
    campaign = await found(turn, taken.campaign)
    if campaign is None:
        return await not_yours(turn)
    left = tuple(d for d in campaign.deadlines if d.matter is not taken.matter)
    match change(campaign, turn.member, Dates(left)):
        case Campaign() as new:
            await turn.store.campaigns.save(new, turn.member.id, turn.now)
            return End(led(say("deadline.taken_out", matter=MATTERS[taken.matter]), list_screen(turn, new)))
        case NotAllowed() as not_allowed:
            return await refused(turn, campaign, not_allowed)
        case Frozen():
            return await ended(turn, campaign, say("planning.frozen"))
