"""The buttons and steps that the files of preparing a campaign share."""

from campaign.ids import CampaignId
from campaign.plan.deadline import Matter
from campaign.plan.plan import Campaign, Part
from handlers.kit import Button, Choice, Say, say
from handlers.manage.campaign_words import MENDING


class ShowCampaign(Choice, tag="mgc"):
    """The overview of one campaign."""

    campaign: CampaignId


class UseDates(Choice, tag="pld", label=say("planning.use_dates_button")):
    """Takes the dates shown."""

    campaign: CampaignId


class Ask(Choice, tag="pla"):
    """Asks one part of a campaign."""

    campaign: CampaignId
    part: Part


class Preview(Choice, tag="lcp", label=say("launch.preview_button")):
    """Shows what the launch will say, and launches from there."""

    campaign: CampaignId


class ListDeadlines(Choice, tag="ddl", label=say("deadline.list_button")):
    """The deadlines of a campaign."""

    campaign: CampaignId


class AskDate(Choice, tag="dda"):
    """Asks for another date."""

    campaign: CampaignId
    matter: Matter


class ReadPlan(Choice, tag="plr", label=say("launch.read_plan_button")):
    """Everything about the campaign, to read, with the file of the plan."""

    campaign: CampaignId


def ask_buttons(campaign: Campaign) -> list[Button]:
    """A button for each part of the draft."""
    return [Button(Ask(campaign.id, part), MENDING[part]) for part in Part]


def step_of(part: Part) -> Say:
    """“Bước 2/5”: a step for each part that a draft is said to have; the year begins the draft and is none of them."""
    return say("planning.step", step=list(Part).index(part) + 1, steps=len(Part))
