"""The bodies that vote in a khối: the khối itself and its council, as they are this year."""

from enum import StrEnum

from campaign.ballots.convening import council, khoi_body
from campaign.ids import BodyId
from campaign.people import Body, BodyKind
from campaign.plan.plan import Campaign, at_hand
from handlers.kit import Turn, say


class Seat(StrEnum):
    """Which body votes."""

    KHOI = "k"
    COUNCIL = "c"


async def body_of(turn: Turn, seat: Seat) -> Body | None:
    """The khối or its council as it is this year, recorded or not; None where there is no council."""
    khoi, campaign = await turn.store.people.khoi(turn.khoi), await campaign_at_hand(turn)
    if khoi is None:
        return None
    year = turn.today.year if campaign is None else campaign.year
    recorded = await turn.store.bodies.of_year(turn.khoi, year)
    new = BodyId(turn.fresh_id())
    if seat is Seat.KHOI:
        own = next((one for one in recorded if one.kind is not BodyKind.COUNCIL), None)
        return khoi_body(khoi, year, await turn.store.units.active(turn.khoi), own, new)
    seats = next((one for one in recorded if one.kind is BodyKind.COUNCIL), None)
    members = await turn.store.people.members(turn.khoi)
    return council(khoi, year, turn.papers.in_words(say("poll.council_name")), members, seats, new)


async def campaign_at_hand(turn: Turn) -> Campaign | None:
    """The campaign that is meant when none is named."""
    return at_hand(await turn.store.campaigns.of(turn.khoi))
