"""The buttons that the two files of granting more time share."""

from campaign.ids import CampaignId, MemberId, UnitId
from campaign.plan.deadline import Matter
from handlers.kit import Choice, say


class ChooseMatter(Choice, tag="exm", label=say("extension.begin_button")):
    """More time for which deadline?"""

    campaign: CampaignId


class ChooseWhom(Choice, tag="exw"):
    """For whom?"""

    campaign: CampaignId
    matter: Matter
    page: int


class Offer(Choice, tag="exo"):
    """One more day for this member or this unit: reads it back."""

    campaign: CampaignId
    matter: Matter
    member: MemberId | None
    unit: UnitId | None
