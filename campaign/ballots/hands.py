"""Biểu quyết: the chair asks “Ai không đồng ý? Ý kiến khác?”, the secretary enters 05/05 on one screen.

    raise_hands(everybody present agrees, exceptions apart) -> HandsRaised
    a unit corrects its own (`casting.cast_open`) until the close; the secretary's next entry leaves it alone

An entry is the whole screen: whoever is absent does not stand in it, and no vote is written for a unit that was not
there; an earlier entry by the secretary that is missing from the next one is withdrawn.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from campaign.ballots.admission import Annulled, Closed, NotYetOpen, shut_at
from campaign.ballots.ballot import Ballot
from campaign.ballots.casting import Vote
from campaign.ballots.choices import Choice, Choices, Mark, WrongChoices, complete
from campaign.ballots.rights import NotAllowed, Right, prepares
from campaign.ballots.rule import Act
from campaign.ids import CandidateId, VoterId
from campaign.people import Body, Member


@dataclass(frozen=True, slots=True)
class HandsRaised:
    """Votes to write, entries to withdraw (both with history), and voters whose own, different vote was left alone."""

    votes: tuple[Vote, ...]
    withdrawn: tuple[Vote, ...]
    kept: tuple[VoterId, ...]


@dataclass(frozen=True, slots=True)
class NotHands:
    """Only a show of hands may be entered for others."""


@dataclass(frozen=True, slots=True)
class CannotRaise:
    """Nobody can act for these voters, they are not on the roll, or a sealed opinion of theirs was received."""

    voters: tuple[VoterId, ...]


@dataclass(frozen=True, slots=True)
class WrongHand:
    """What is wrong with the entry of one voter."""

    voter: VoterId
    wrong: WrongChoices


def everybody_agrees(
    ballot: Ballot, present: Collection[VoterId], exceptions: Mapping[VoterId, Choices]
) -> dict[VoterId, Choices]:
    """The entry of a show of hands: agreement of everybody present, but for the exceptions and recused names."""
    entry: dict[VoterId, Choices] = {}
    for voter in ballot.roll:
        if voter.id in present:
            recused = ballot.recused(voter)
            said = {choice.candidate: choice for choice in exceptions.get(voter.id, ())}
            entry[voter.id] = tuple(
                said.get(one.id, _agrees(one.id)) for one in ballot.candidates if one.id not in recused
            )
    return entry


def raise_hands(
    ballot: Ballot,
    body: Body,
    actor: Member,
    entry: Mapping[VoterId, Choices],
    before: Mapping[VoterId, Vote],
    on_paper: Collection[VoterId],
    heard_at: datetime,
) -> HandsRaised | NotAllowed | NotHands | NotYetOpen | Closed | Annulled | CannotRaise | WrongHand:
    """Enter a show of hands, all voters or none. `before` holds latest votes, `on_paper` who gave a sealed opinion."""
    if not prepares(body, actor):
        return NotAllowed(Right.PREPARE)
    if ballot.settings.act is not Act.HANDS:
        return NotHands()
    shut = shut_at(ballot, heard_at)
    if shut is not None:
        return shut
    able = {voter.id for voter in ballot.roll if voter.can_vote and voter.id not in on_paper}
    if not entry.keys() <= able:
        return CannotRaise(tuple(sorted(entry.keys() - able)))
    full: dict[VoterId, Choices] = {}
    for voter in ballot.roll:
        if voter.id in entry:
            choices = complete(ballot, voter, entry[voter.id])
            if not isinstance(choices, tuple):
                return WrongHand(voter.id, choices)
            full[voter.id] = choices
    return _compare(ballot, actor, full, before, heard_at)


def _compare(
    ballot: Ballot,
    actor: Member,
    entry: Mapping[VoterId, Choices],
    before: Mapping[VoterId, Vote],
    at: datetime,
) -> HandsRaised:
    new = [voter for voter in entry if voter not in before]
    other = [voter for voter in entry if voter in before and before[voter].choices != entry[voter]]
    votes = [Vote(ballot.id, voter, entry[voter], actor.id, at, own=False) for voter in new]
    votes += [
        Vote(ballot.id, voter, entry[voter], actor.id, at, own=False, revision=before[voter].revision + 1)
        for voter in other
        if not before[voter].own
    ]
    withdrawn = tuple(vote for voter, vote in before.items() if voter not in entry and not vote.own)
    return HandsRaised(tuple(votes), withdrawn, tuple(voter for voter in other if before[voter].own))


def _agrees(candidate: CandidateId) -> Choice:
    return Choice(candidate, Mark.AGREE)
