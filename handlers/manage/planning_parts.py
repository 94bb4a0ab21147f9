"""The parts of a draft, one question each, saved as given.

planning.theme      “Đoàn kết, kỷ cương, trách nhiệm, hiệu quả”
planning.tasks      the file of the plan, or one group of tasks a line
planning.movements  one movement a line
planning.paper      “22/KH-CTĐ ngày 22/10/2021”, or [Chưa có số]
deadline.draft      the dates of the catalogue, each can be changed; [Dùng các thời hạn này]
"""

from dataclasses import dataclass

from campaign.ids import CampaignId
from campaign.plan.plan import Campaign, NotAllowed, Part, Stage
from campaign.plan.planning import Change, Frozen, Movements, Plan, Tasks, change
from handlers.kit import Flow, Next, Result, Say, Turn, led, say
from handlers.manage.begin import ended, not_yours, refused
from handlers.manage.campaign_words import found, paper_line
from handlers.manage.launch import previewed
from handlers.manage.planning_answers import as_it_is, meant
from handlers.manage.planning_questions import Leave, question
from handlers.manage.planning_words import Ask, UseDates
from handlers.report.words import size_of

flow = Flow("planning_parts", about=say("planning.about"), help=say("planning.help"))


@dataclass(frozen=True, slots=True)
class Asked:
    """Waits for one part."""

    campaign: CampaignId
    part: Part


@flow.press(Ask)
async def ask(turn: Turn, asked: Ask) -> Result:
    """One part, with what is there now."""
    campaign = await found(turn, asked.campaign)
    if campaign is None:
        return await not_yours(turn)
    match change(campaign, turn.member, as_it_is(campaign, asked.part)):
        case Campaign():
            return _asking(campaign, asked.part)
        case NotAllowed() as not_allowed:
            return await refused(turn, campaign, not_allowed)
        case Frozen():
            return await ended(turn, campaign, say("planning.frozen"))


async def ask_next(turn: Turn, campaign: Campaign, lead: Say | None = None) -> Result:
    """The first part not asked yet; when there is none, what a launch would say."""
    if campaign.stage is not Stage.DRAFT:
        return await ended(turn, campaign, lead or say("planning.left"))
    if campaign.unanswered:
        return _asking(campaign, campaign.unanswered[0], lead)
    return await previewed(turn, campaign, lead)


@flow.press(Leave)
async def leave(turn: Turn, left: Leave) -> Result:
    """The part stays as it is, and counts as asked."""
    campaign = await found(turn, left.campaign)
    if campaign is None:
        return await not_yours(turn)
    return await _save(turn, campaign, as_it_is(campaign, left.part), None)


@flow.press(UseDates)
async def use_dates(turn: Turn, used: UseDates) -> Result:
    """The dates shown are taken."""
    return await leave(turn, Leave(used.campaign, Part.DEADLINES))


@flow.answer(Asked)
async def answer(turn: Turn, state: Asked, typed: str) -> Result:
    """What was typed or sent, saved; or one sentence about what is expected."""
    campaign = await found(turn, state.campaign)
    if campaign is None:
        return await not_yours(turn)
    wanted = meant(turn, campaign, state.part, typed)
    if isinstance(wanted, Say):
        return _asking(campaign, state.part, wanted)
    return await _save(turn, campaign, wanted, _acknowledged(wanted))


async def _save(turn: Turn, campaign: Campaign, wanted: Change, lead: Say | None) -> Result:
    match change(campaign, turn.member, wanted):
        case Campaign() as new:
            await turn.store.campaigns.save(new, turn.member.id, turn.now)
            return await ask_next(turn, new, lead)
        case NotAllowed() as not_allowed:
            return await refused(turn, campaign, not_allowed)
        case Frozen():
            return await ended(turn, campaign, say("planning.frozen"))


def _acknowledged(wanted: Change) -> Say:
    """What was understood, where words were read for more than themselves."""
    match wanted:
        case Plan(paper, Part.TASKS) if paper.file is not None:
            return say("planning.file_kept", name=paper.file.name, size=size_of(paper.file.size))
        case Plan(paper, Part.PAPER):
            return say("planning.saved_as", what=paper_line(paper))
        case Tasks(lines) | Movements(lines):
            return say("planning.saved_as", what=say("planning.lines", count=len(lines), first=lines[0]))
        case _:
            return say("planning.saved")


def _asking(campaign: Campaign, part: Part, lead: Say | None = None) -> Next:
    shown = question(campaign, part)
    return Next(Asked(campaign.id, part), shown if lead is None else led(lead, shown))
