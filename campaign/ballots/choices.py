"""What one voter answers on one ballot: a mark for each candidate, in the order of the list.

    hands     agree | disagree | other (with its words) | blank (abstains)
    ballot    agree | disagree for each name; no third box
    acclaim   at most N names chosen (agree), the rest blank; choosing nobody is a blank ballot
    elect     the same

A voter never answers for a candidate it is recused from. A ballot with marks missing, or with too many, is not taken
from a phone; on the paper of an absent member the counting team may find a name left blank or spoilt (invalid).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import assert_never

from campaign.ballots.ballot import Ballot, Candidate
from campaign.ballots.roll import Voter
from campaign.ballots.rule import Act
from campaign.ids import CandidateId

LONGEST_REMARK = 500  # characters


class Mark(StrEnum):
    """One answer. A blank is an abstention: it stands in the base and never counts as approval."""

    AGREE = "agree"  # đồng ý; in suy tôn and bầu: chosen
    DISAGREE = "disagree"  # không đồng ý
    OTHER = "other"  # ý kiến khác
    BLANK = "blank"  # left blank; in suy tôn and bầu: not chosen
    INVALID = "invalid"  # spoilt, on paper only
    RECUSED = "recused"  # does not vote on this candidate


@dataclass(frozen=True, slots=True)
class Choice:
    """The mark for one candidate, with the words of an “ý kiến khác”. Neither shows in a repr, so neither in a log."""

    candidate: CandidateId
    mark: Mark = field(repr=False)
    remark: str = field(default="", repr=False)


Choices = tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class TooMany:
    """More names chosen than the rule allows."""

    limit: int
    chosen: int


@dataclass(frozen=True, slots=True)
class Incomplete:
    """Names without an answer."""

    missing: tuple[CandidateId, ...]


@dataclass(frozen=True, slots=True)
class NotOnList:
    """Answers for somebody who is not a candidate here, or two answers for one name."""

    candidates: tuple[CandidateId, ...]


@dataclass(frozen=True, slots=True)
class RecusedFrom:
    """Answers for candidates that this voter does not vote on."""

    candidates: tuple[CandidateId, ...]


@dataclass(frozen=True, slots=True)
class MarkNotOffered:
    """An answer that this act does not know, such as “ý kiến khác” on a ballot paper."""

    candidates: tuple[CandidateId, ...]


@dataclass(frozen=True, slots=True)
class RemarkMissing:
    """An “ý kiến khác” without words."""

    candidates: tuple[CandidateId, ...]


@dataclass(frozen=True, slots=True)
class RemarkTooLong:
    """An “ý kiến khác” of more than LONGEST_REMARK characters: the minutes hold what was said, not a report."""

    candidates: tuple[CandidateId, ...]
    limit: int


WrongChoices = TooMany | Incomplete | NotOnList | RecusedFrom | MarkNotOffered | RemarkMissing | RemarkTooLong


def offered(act: Act) -> frozenset[Mark]:
    """The answers that this act offers a voter."""
    match act:
        case Act.REVIEW:
            return frozenset()
        case Act.HANDS:
            return frozenset({Mark.AGREE, Mark.DISAGREE, Mark.OTHER, Mark.BLANK})
        case Act.BALLOT:
            return frozenset({Mark.AGREE, Mark.DISAGREE})
        case Act.ACCLAIM | Act.ELECT:
            return frozenset({Mark.AGREE, Mark.BLANK})
        case _:
            assert_never(act)


def agree_except(candidates: Iterable[Candidate], exceptions: Mapping[CandidateId, Choice]) -> Choices:
    """“Đồng ý với các đồng chí còn lại”: the exceptions as marked, agreement with everybody else."""
    return tuple(exceptions.get(one.id, Choice(one.id, Mark.AGREE)) for one in candidates)


def pick(chosen: Collection[CandidateId]) -> Choices:
    """Choose these names and nobody else; nobody at all is a blank ballot."""
    return tuple(Choice(candidate, Mark.AGREE) for candidate in chosen)


def complete(ballot: Ballot, voter: Voter, choices: Choices) -> Choices | WrongChoices:
    """The ballot as it will be kept, a mark for every candidate in list order, or what is wrong with it."""
    recused = ballot.recused(voter)
    return (
        _misplaced(ballot, recused, choices)
        or _misfit(ballot, choices, offered(ballot.settings.act))
        or _filled(ballot, recused, recused, choices)
    )


def complete_paper(ballot: Ballot, owners: Sequence[Voter], choices: Choices) -> Choices | WrongChoices:
    """The same for a paper read by the counting team, where names may also be left blank or spoilt.

    `owners` are those whose paper it may be; a name is `recused` on it when the paper leaves it out for one of them. A
    paper with too many names is refused here: the team enters each of its names as invalid.
    """
    on_paper = offered(ballot.settings.act) | {Mark.BLANK, Mark.INVALID}
    may = frozenset[CandidateId]().union(*(ballot.recused(owner) for owner in owners))
    must = may if len(owners) == 1 else frozenset[CandidateId]()
    return (
        _misplaced(ballot, must, choices)
        or _misfit(ballot, choices, on_paper)
        or _filled(ballot, may, must, choices)
    )


def _misplaced(ballot: Ballot, recused: Collection[CandidateId], choices: Choices) -> WrongChoices | None:
    answered = [choice.candidate for choice in choices]
    known = {candidate.id for candidate in ballot.candidates}
    odd = tuple(one for one in dict.fromkeys(answered) if one not in known or answered.count(one) > 1)
    if odd:
        return NotOnList(odd)
    own = tuple(
        choice.candidate
        for choice in choices
        if choice.candidate in recused and choice.mark is not Mark.RECUSED
    )
    return RecusedFrom(own) if own else None


def _misfit(ballot: Ballot, choices: Choices, allowed: frozenset[Mark]) -> WrongChoices | None:
    strange = tuple(one.candidate for one in choices if one.mark not in allowed | {Mark.RECUSED})
    if strange:
        return MarkNotOffered(strange)
    silent = tuple(one.candidate for one in choices if one.mark is Mark.OTHER and not one.remark.strip())
    if silent:
        return RemarkMissing(silent)
    lengthy = tuple(one.candidate for one in choices if len(one.remark) > LONGEST_REMARK)
    if lengthy:
        return RemarkTooLong(lengthy, LONGEST_REMARK)
    chosen = sum(one.mark is Mark.AGREE for one in choices)
    limit = ballot.settings.places
    if ballot.settings.act.chooses and limit is not None and chosen > limit:
        return TooMany(limit, chosen)
    return None


def _filled(
    ballot: Ballot, may: Collection[CandidateId], must: Collection[CandidateId], choices: Choices
) -> Choices | WrongChoices:
    given = {choice.candidate: choice for choice in choices}
    spurious = tuple(one for one, choice in given.items() if choice.mark is Mark.RECUSED and one not in may)
    if spurious:
        return MarkNotOffered(spurious)
    given |= {one: Choice(one, Mark.RECUSED) for one in must}
    open_names = [candidate.id for candidate in ballot.candidates if candidate.id not in given]
    if open_names and not ballot.settings.act.chooses:
        return Incomplete(tuple(open_names))
    given |= {one: Choice(one, Mark.BLANK) for one in open_names}
    return tuple(given[candidate.id] for candidate in ballot.candidates)
