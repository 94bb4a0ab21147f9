"""What a closed ballot comes to, read and worked out without writing anything: nobody has to wait for it.

Nothing more can come into the urn when this is asked: the ballot is closed and every press before its cut-off done.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from campaign.ballots.ballot import Ballot
from campaign.ballots.counting import Counted, NotClosed, OpinionsUnopened, TurnoutDiffers, Urn, count
from campaign.ballots.published import publish, publish_open
from campaign.ballots.record import Besides, Signatory, freeze
from campaign.ballots.slip import Slip
from campaign.catalogue.model import Openness
from campaign.ids import BallotId, KhoiId, PersonId
from campaign.people import Body, Role
from handlers.decide.found import insiders
from handlers.kit import Say
from handlers.verdict.words import full
from storage.documents import pieces
from storage.packed import packed
from storage.sealing import KeyGone
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class KeyLost:
    """What was cast in secret can never be read."""


@dataclass(frozen=True, slots=True)
class Result:
    """A count as it is kept: the counted ballot, its verdict in words, the frozen record and the published sheet."""

    ballot: Ballot
    verdict: Say
    record: str
    sheet: str


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A ballot that had been written so many times, who hears first what became of it, and what that is.

    Neither this ballot nor the one of a result has its roll: of a large one nothing is to be in memory twice.
    """

    ballot: Ballot
    writes: int
    insiders: tuple[PersonId, ...]
    outcome: Result | OpinionsUnopened | TurnoutDiffers | NotClosed | KeyLost


async def reckoned(
    unit: Unit, khoi: KhoiId, ballot: BallotId, legend: Mapping[str, str], now: datetime
) -> Reckoned | None:
    """The ballot of this khối, worked out from one picture of the database; None when there is none."""
    found = await unit.ballots.get(khoi, ballot)
    body = None if found is None else await unit.bodies.get(khoi, found.body)
    if found is None or body is None:
        return None
    writes, told = await unit.counts.writes(ballot), await insiders(unit, found, body)
    bare = replace(found, roll=())
    try:
        return Reckoned(bare, writes, told, await _outcome(unit, khoi, found, body, legend, now))
    except KeyGone:
        return Reckoned(bare, writes, told, KeyLost())


async def _outcome(
    unit: Unit, khoi: KhoiId, ballot: Ballot, body: Body, legend: Mapping[str, str], now: datetime
) -> Result | OpinionsUnopened | TurnoutDiffers | NotClosed:
    secret = ballot.settings.secrecy is Openness.SECRET
    slips, unreadable = await unit.urns.slips(ballot) if secret else (list[Slip](), 0)
    votes = tuple({} if secret else (await unit.urns.votes(ballot.id)).values())
    urn = Urn(
        turnout=await unit.urns.turnout(ballot.id),
        ballots=tuple(slip.choices for slip in slips) if secret else tuple(v.choices for v in votes),
        unreadable=unreadable,
        received=tuple(await unit.opinions.received(ballot.id)),
        opened=await unit.opinions.opened(ballot),
        attending=await unit.roll_calls.of_ballot(ballot.id),
    )
    outcome = count(ballot, urn, now)
    if not isinstance(outcome, Counted):
        return outcome
    besides = await _besides(unit, khoi, ballot, body)
    if secret:
        sheet = publish(outcome.ballot, outcome.count, slips, secrets.SystemRandom().shuffle, legend)
    else:
        sheet = publish_open(outcome.ballot, outcome.count, votes, legend)
    codes = [slip.receipt.code for slip in slips]
    del slips
    record = freeze(outcome.ballot, outcome.count, urn, besides, codes if secret else votes)
    bare = replace(outcome.ballot, roll=())
    return Result(bare, full(record), packed(pieces(record)), packed([sheet]))


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
