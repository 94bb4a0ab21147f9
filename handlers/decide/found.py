"""Ballots as the steps need them: checked for the khối, with the roll brought up to date, and when a press counts."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from campaign.ballots.admission import Refusal, admit
from campaign.ballots.announcing import hears_first
from campaign.ballots.ballot import Ballot, BallotState
from campaign.ballots.casting import Vote, Voted
from campaign.ballots.opinions import HasVoted, ReceivedOpinion
from campaign.ballots.rights import prepares, presides
from campaign.ballots.roll import Voter
from campaign.ballots.substitution import RollChanged, depart
from campaign.ids import BallotId, KhoiId, PersonId
from campaign.people import Body, Member, Role
from handlers.decide.words import is_secret
from handlers.kit import End, Say, Turn, led
from handlers.menu import menu
from handlers.ports import Store

TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Found:
    """A ballot of this khối and the body that votes."""

    ballot: Ballot
    body: Body

    def with_ballot(self, ballot: Ballot) -> "Found":
        """The same body's ballot as it is after a step."""
        return replace(self, ballot=ballot)


async def found(turn: Turn, ballot: BallotId) -> Found | None:
    """The ballot, if it is one of this khối; whoever has left since no longer acts on its roll."""
    loaded = await turn.store.ballots.get(turn.khoi, ballot)
    body = None if loaded is None else await turn.store.bodies.get(turn.khoi, loaded.body)
    if loaded is None or body is None:
        return None
    return Found(await up_to_date(turn.store, turn.khoi, loaded, turn.now, turn.fresh_id), body)


async def up_to_date(
    store: Store, khoi: KhoiId, ballot: Ballot, now: datetime, fresh_id: Callable[[], int]
) -> Ballot:
    """The ballot whose roll knows who has left; each departure is kept as an event."""
    if ballot.state not in {BallotState.PREPARED, BallotState.OPEN}:
        return ballot
    for member in await store.voters.departed(khoi, ballot.id):
        changed = depart(ballot, member, "", now)
        if isinstance(changed, RollChanged):
            ballot = changed.ballot
            await store.ballots.save(khoi, ballot, now)
            await store.voters.note(changed.event, fresh_id())
    return ballot


async def heard_at(turn: Turn, ballot: Ballot) -> datetime:
    """When this counts as heard: once the chair has closed, its place before or after that in the inbox decides."""
    if ballot.closed is None:
        return turn.heard_at
    cut_off = await turn.store.ballots.cut_off_seq(ballot.id)
    if cut_off is not None and turn.seq < cut_off:
        return min(turn.heard_at, ballot.closed.at - TICK)
    return max(turn.heard_at, ballot.closed.at)


async def opinion_of(store: Store, ballot: Ballot, voter: Voter) -> ReceivedOpinion | None:
    """The sealed envelope of this voter, if there is one."""
    received = await store.opinions.received(ballot.id)
    return next((one for one in received if one.voter == voter.id), None)


async def vote_before(turn: Turn, ballot: Ballot, voter: Voter) -> Voted | Vote | ReceivedOpinion | None:
    """What is already known of this voter in this ballot."""
    if is_secret(ballot):
        voted = await turn.store.urns.voted(ballot.id, voter.id)
        return voted or await opinion_of(turn.store, ballot, voter)
    opinion = await opinion_of(turn.store, ballot, voter)
    return opinion or await turn.store.urns.vote(ballot.id, voter.id)


async def admitted(turn: Turn, ballot: Ballot) -> Voter | Refusal:
    """The voter for whom this person may vote now, or why not."""
    voter = ballot.voter_of(turn.member.id)
    opinion = None if voter is None else await opinion_of(turn.store, ballot, voter)
    return admit(ballot, turn.member.id, opinion, await heard_at(turn, ballot))


async def has_voted(store: Store, ballot: Ballot, voter: Voter) -> HasVoted | ReceivedOpinion | None:
    """Whether there is anything left to do for this voter."""
    if await store.urns.took_part(ballot.id, voter.id):
        return HasVoted()
    return await opinion_of(store, ballot, voter)


def looks_after(voting: Found, member: Member) -> bool:
    """Whether the member prepares this ballot, presides over it or counts it."""
    if prepares(voting.body, member):
        return True
    counts = member.left_at is None and any(teller.member == member.id for teller in voting.ballot.tellers)
    return counts and voting.ballot.state is not BallotState.DRAFT


async def refused(turn: Turn, why: Say, sealed_by: BallotId | None = None) -> End:
    """One sentence and the menu."""
    return End(led(why, await menu(turn)), sealed_by=sealed_by)


async def insiders(store: Store, ballot: Ballot, body: Body) -> tuple[PersonId, ...]:
    """Who hears first what became of a closed ballot, a verdict or none: chair, counting team, secretary."""
    members = await store.people.members(body.khoi)
    return tuple(m.person for m in members if hears_first(ballot, body, m))


async def chairs(store: Store, body: Body) -> tuple[Member, ...]:
    """Who presides over this body now."""
    return tuple(m for m in await store.people.members(body.khoi) if presides(body, m))


async def body_people(store: Store, ballot: Ballot, body: Body) -> tuple[PersonId, ...]:
    """Everybody the body consists of: voters, heads and preparers of its units, chair, secretary, counting team."""
    voters = set((await store.voters.people(ballot.id)).values())
    team = {teller.member for teller in ballot.tellers}
    offices = (Role.HEAD, Role.PREPARER, Role.CHAIR, Role.VICE_CHAIR, Role.SECRETARY)
    units = set(body.units)
    members = await store.people.members(body.khoi)
    return tuple(
        m.person
        for m in members
        if m.person in voters or m.id in team or (m.holds(*offices) and (not units or m.unit in units))
    )
