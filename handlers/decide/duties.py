"""Who owes what in deciding together: a vote, an opening, the reading of envelopes, an announcement."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from campaign.ballots.ballot import Ballot, BallotState
from campaign.ballots.rights import presides
from campaign.ballots.rule import Act
from campaign.ids import KhoiId, PersonId, VoterId
from campaign.people import Member
from handlers.concerned import themselves
from handlers.decide.words import ManageBallot, OpenPaper, headline
from handlers.kit import Duty, say
from handlers.poll.words import AskClose
from handlers.ports import Store

OWED_IN = (BallotState.PREPARED, BallotState.OPEN, BallotState.CLOSED, BallotState.COUNTED)


async def owing(store: Store, khoi: KhoiId, person: PersonId | None, now: datetime) -> Sequence[Duty]:
    """Everybody's duties in the ballots of a khối, or one person's."""
    duties: list[Duty] = []
    ballots = await store.ballots.in_state(khoi, *OWED_IN)
    members = await themselves(store, khoi, person) if ballots else []
    for ballot in ballots:
        if ballot.state is BallotState.OPEN:
            duties += await _votes(store, ballot, person, now)
            duties += await _closing(store, khoi, ballot, members, now)
        elif ballot.state is BallotState.CLOSED:
            duties += await _envelopes(store, ballot, members)
        else:
            duties += await _presiding(store, khoi, ballot, members)
    return [duty for duty in duties if person is None or duty.person == person]


async def _votes(store: Store, ballot: Ballot, person: PersonId | None, now: datetime) -> list[Duty]:
    """Who may vote and has neither voted nor sent an envelope; in a show of hands the secretary enters it."""
    if ballot.settings.act is Act.HANDS or (ballot.closes_at is not None and ballot.closes_at <= now):
        return []
    if person is None:
        waiting, recused = await _all_waiting(store, ballot), ballot.recused_by_voter()
    else:
        waiting = await _waiting(store, ballot, person)
        recused = {
            voter.id: ballot.recused(voter) for voter in map(ballot.voter, waiting) if voter is not None
        }
    able = [voter for voter in waiting if len(recused.get(voter, ())) < len(ballot.candidates)]
    text = say("decide.duty_vote", headline=headline(ballot))
    item = f"ballot:{ballot.id}"
    return [Duty(waiting[v], item, text, OpenPaper(ballot.id), ballot.closes_at, rank=1) for v in able]


async def _all_waiting(store: Store, ballot: Ballot) -> Mapping[VoterId, PersonId]:
    """Whose votes are still to come, in the order of the roll, and who acts for them."""
    done = await store.urns.turnout(ballot.id) | await _on_paper(store, ballot)
    people = await store.voters.people(ballot.id)
    return {v.id: people[v.id] for v in ballot.roll if v.id not in done and v.id in people}


async def _waiting(store: Store, ballot: Ballot, person: PersonId) -> Mapping[VoterId, PersonId]:
    """The same of one person: a menu does not look through the roll."""
    people = await store.voters.people_of(ballot.id, person)
    if not people:
        return {}
    papers = await _on_paper(store, ballot)
    return {
        voter: person
        for voter in people
        if voter not in papers and not await store.urns.took_part(ballot.id, voter)
    }


async def _on_paper(store: Store, ballot: Ballot) -> frozenset[VoterId]:
    return frozenset(opinion.voter for opinion in await store.opinions.received(ballot.id))


async def _envelopes(store: Store, ballot: Ballot, members: Sequence[Member]) -> list[Duty]:
    if not await store.opinions.received(ballot.id) or await store.opinions.opened_by(ballot.id) is not None:
        return []
    team = {teller.member for teller in ballot.tellers}
    text, item = say("decide.duty_envelopes", headline=headline(ballot)), f"ballot:{ballot.id}:envelopes"
    return [Duty(m.person, item, text, ManageBallot(ballot.id)) for m in members if m.id in team]


async def _closing(
    store: Store, khoi: KhoiId, ballot: Ballot, members: Sequence[Member], now: datetime
) -> list[Duty]:
    """After the planned end no vote counts any more: the chair closes, then the machine counts."""
    body = await store.bodies.get(khoi, ballot.body)
    if body is None or ballot.closes_at is None or now < ballot.closes_at:
        return []
    text, item = say("decide.duty_close", headline=headline(ballot)), f"ballot:{ballot.id}:close"
    return [Duty(m.person, item, text, AskClose(ballot.id), rank=1) for m in members if presides(body, m)]


async def _presiding(store: Store, khoi: KhoiId, ballot: Ballot, members: Sequence[Member]) -> list[Duty]:
    body = await store.bodies.get(khoi, ballot.body)
    if body is None:
        return []
    prepared = ballot.state is BallotState.PREPARED
    what = headline(ballot)
    text = say("decide.duty_open", headline=what) if prepared else say("decide.duty_announce", headline=what)
    item = f"ballot:{ballot.id}:{'open' if prepared else 'announce'}"
    return [Duty(m.person, item, text, ManageBallot(ballot.id), rank=1) for m in members if presides(body, m)]
