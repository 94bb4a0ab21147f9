"""The question for each part of a campaign, with what is there now."""

from typing import assert_never

from campaign.ids import CampaignId
from campaign.plan.plan import Campaign, Part, Stage
from handlers.kit import Choice, Say, Screen, plain, say, screen
from handlers.manage.campaign_words import paper_line
from handlers.manage.deadline_words import dates_screen
from handlers.manage.planning_words import ShowCampaign, step_of


class Leave(Choice, tag="pls", label=say("planning.leave_button")):
    """Leaves a part as it is."""

    campaign: CampaignId
    part: Part


def question(campaign: Campaign, part: Part) -> Screen:
    """The question, with a button that leaves the part as it is."""
    there = _there(campaign, part)
    keep = Leave(campaign.id, part)
    skip = keep if there is not None else keep.labelled(_skip(part))
    step = say("planning.no_step") if campaign.stage is not Stage.DRAFT else step_of(part)
    now = None if there is None else say("planning.now", there=there)
    match part:
        case Part.THEME:
            text = say("planning.theme", step=step, now=now)
        case Part.TASKS:
            text = say("planning.tasks", step=step, now=now)
        case Part.MOVEMENTS:
            text = say("planning.movements", step=step, now=now)
        case Part.PAPER:
            text = say("planning.paper", step=step, now=now)
        case Part.DEADLINES:
            return dates_screen(campaign)
        case _:
            assert_never(part)
    return screen(text, skip, back=ShowCampaign(campaign.id))


def _there(campaign: Campaign, part: Part) -> Say | None:
    match part:
        case Part.THEME:
            return plain(campaign.theme) if campaign.theme else None
        case Part.TASKS:
            file = campaign.plan.file
            lines = _lines(campaign.tasks)
            return lines or (None if file is None else plain(file.name))
        case Part.MOVEMENTS:
            return _lines(campaign.movements)
        case Part.PAPER:
            return paper_line(campaign.plan) if campaign.plan.number else None
        case Part.DEADLINES:
            return None
        case _:
            assert_never(part)


def _lines(lines: tuple[str, ...]) -> Say | None:
    return say("planning.lines", count=len(lines), first=lines[0]) if lines else None


def _skip(part: Part) -> Say:
    return say("planning.no_number_button") if part is Part.PAPER else say("planning.skip_button")
