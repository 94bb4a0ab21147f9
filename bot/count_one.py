"""The count of one closed ballot, inside a transaction that somebody else commits."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from campaign.ballots.ballot import Ballot
from campaign.ballots.counting import Counted, NotClosed, OpinionsUnopened, TurnoutDiffers, Urn, count
from campaign.ballots.published import publish, publish_open
from campaign.ballots.record import BallotRecord, Besides, Signatory, freeze
from campaign.catalogue.model import Openness
from campaign.ids import KhoiId
from campaign.people import Body, Role
from storage.unit import Unit


async def count_one(
    unit: Unit, khoi: KhoiId, ballot: Ballot, body: Body, legend: Mapping[str, str], now: datetime
) -> BallotRecord | OpinionsUnopened | TurnoutDiffers | NotClosed:
    """Counts, writes the frozen record and the sheet, and throws away what can no longer be read. Raises KeyGone."""
    secret = ballot.settings.secrecy is Openness.SECRET
    slips, unreadable = await unit.urns.slips(ballot) if secret else ([], 0)
    votes = {} if secret else dict(await unit.urns.votes(ballot.id))
    urn = Urn(
        turnout=await unit.urns.turnout(ballot.id),
        ballots=tuple(slip.choices for slip in slips) if secret else tuple(v.choices for v in votes.values()),
        unreadable=unreadable,
        received=tuple(await unit.opinions.received(ballot.id)),
        opened=await unit.opinions.opened(ballot),
        attending=await unit.roll_calls.of_ballot(ballot.id),
    )
    match count(ballot, urn, now):
        case Counted(counted, outcome):
            pass
        case waits:
            return waits
    besides = await _besides(unit, khoi, ballot, body)
    if secret:
        codes = [slip.receipt.code for slip in slips]
        record = freeze(counted, outcome, urn, besides, codes)
        sheet = publish(counted, outcome, slips, secrets.SystemRandom().shuffle, legend)
    else:
        record = freeze(counted, outcome, urn, besides, tuple(votes.values()))
        sheet = publish_open(counted, outcome, tuple(votes.values()), legend)
    await unit.ballots.save(khoi, counted, now)
    await unit.opinions.keep_record(record, sheet)
    if secret:
        await unit.urns.empty(ballot.id)
        await unit.opinions.wipe_opened(ballot.id)
    return record


async def _besides(unit: Unit, khoi: KhoiId, ballot: Ballot, body: Body) -> Besides:
    """Who signs: the chair that closed it, and the secretary of the khối, or whoever prepared it."""
    assert ballot.closed is not None, "only a closed ballot is counted"
    chair = Signatory(ballot.closed.name, ballot.closed.position)
    prepared = ballot.prepared or ballot.closed
    secretary = Signatory(prepared.name, prepared.position)
    held = await unit.people.holding(khoi, Role.SECRETARY)
    if held:
        secretary = Signatory(held[0].name, held[0].position)
    return Besides(chair, secretary, dict(await unit.opinions.absences(ballot.id)))
