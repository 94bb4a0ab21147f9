"""What the guided tour wants to know, looked up in the rehearsal's own rows: what happened, not what was pressed."""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.ballots.ballot import BallotState
from campaign.ids import KhoiId
from campaign.meetings.meeting import MeetingStatus
from campaign.plan.plan import Campaign, Stage
from campaign.registration.registration import Standing
from storage.unit import Unit

A_SHEET = '%"name":"%.xlsx"%'  # an Excel file on somebody's page
GONE_ON = set(BallotState) - {BallotState.DRAFT}


@dataclass(frozen=True, slots=True)
class Facts:
    """What has happened in the khối so far."""

    roster_taken: bool = False
    code_issued: bool = False
    planned: bool = False
    rules_confirmed: bool = False
    launched: bool = False
    registered: bool = False
    nudged: bool = False
    meeting_called: bool = False
    ballot_prepared: bool = False
    ballot_announced: bool = False


async def facts_of(unit: Unit, khoi: KhoiId, secretary: str) -> Facts:
    """The facts; `secretary` is the account of the secretary's page."""
    campaigns = await unit.campaigns.of(khoi)
    meetings = await unit.meetings.of(khoi)
    ballots = {ballot.state for ballot in await unit.ballots.in_state(khoi, *GONE_ON)}
    return Facts(
        roster_taken=await _any(
            unit, f"SELECT ref FROM web_message WHERE account = ? AND body LIKE '{A_SHEET}'", secretary
        ),
        code_issued=await _any(unit, "SELECT id FROM invite WHERE khoi_id = ?", khoi),
        planned=any(not campaign.lacking for campaign in campaigns),
        rules_confirmed=any(campaign.confirmation is not None for campaign in campaigns),
        launched=any(campaign.stage is not Stage.DRAFT for campaign in campaigns),
        registered=await _registered(unit, campaigns),
        nudged=await _any(unit, "SELECT item FROM nudge WHERE khoi_id = ?", khoi),
        meeting_called=any(meeting.status is MeetingStatus.CALLED for meeting in meetings),
        ballot_prepared=bool(ballots),
        ballot_announced=BallotState.ANNOUNCED in ballots,
    )


async def _registered(unit: Unit, campaigns: Sequence[Campaign]) -> bool:
    for campaign in campaigns:
        for registration in await unit.registrations.of_campaign(campaign.id):
            if registration.standing is not Standing.DRAFT:
                return True
    return False


async def _any(unit: Unit, query: str, value: object) -> bool:
    return await unit.sql.one(f"{query} LIMIT 1", value) is not None
