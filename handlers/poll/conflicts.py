"""Declared conflicts of interest of a ballot: who does not vote on whom, and why.

[Xung đột lợi ích] -> poll.conflicts -> the voter -> the name -> the reason typed -> poll.conflicts

Declared again (on two phones at once), a conflict stands once, with the reason that was given last.
"""

from dataclasses import dataclass, replace

from campaign.ballots.ballot import Ballot, Recusal
from campaign.ids import BallotId, CandidateId, VoterId
from handlers import lists
from handlers.decide.words import name_of
from handlers.kit import Choice, End, Next, Result, Say, Turn, led, plain, say, screen
from handlers.poll.edit import amended, draft_of
from handlers.poll.team import Conflicts, flow
from handlers.poll.words import Team

__all__ = ["flow"]  # begun in team.py; whole with the steps of this file

LONGEST = 300  # characters of a reason; what is typed beyond is left out


class ConflictOf(Choice, tag="bt4"):
    """On whom this voter does not vote."""

    ballot: BallotId
    voter: VoterId
    page: int


class AddConflict(Choice, tag="bt5"):
    """This voter, this name: the reason is typed."""

    ballot: BallotId
    voter: VoterId
    candidate: CandidateId


@dataclass(frozen=True)
class Declaring:
    """Waits for the reason of a conflict."""

    ballot: BallotId
    voter: VoterId
    candidate: CandidateId


@flow.press(Conflicts)
async def conflicts(turn: Turn, asked: Conflicts) -> Result:
    """Declared conflicts, and the voters to declare one for."""
    drafted = await draft_of(turn, asked.ballot)
    return drafted if isinstance(drafted, End) else _show_conflicts(drafted.ballot, asked.page)


def _show_conflicts(ballot: Ballot, page: int = 0, lead: Say | None = None) -> End:
    shown = lists.page_of(ballot.roll, page)
    rows = (
        *lists.numbers(shown, lambda one: ConflictOf(ballot.id, one.id, 0)),
        *lists.turning(shown, lambda to: Conflicts(ballot.id, to)),
    )
    declared = tuple(_conflict(ballot, one) for one in ballot.recusals)
    text = say(
        "poll.conflicts",
        declared=say("poll.declared", lines=declared) if declared else say("poll.none_declared"),
        voters=lists.lines(shown, lambda one: plain(one.name)),
    )
    whole = screen(text, *rows, back=Team(ballot.id))
    return End(whole if lead is None else led(lead, whole))


def _conflict(ballot: Ballot, one: Recusal) -> Say:
    voter = ballot.voter(one.voter)
    name = "" if voter is None else voter.name
    return say("poll.conflict_line", voter=name, name=name_of(ballot, one.candidate), reason=one.reason)


@flow.press(ConflictOf)
async def conflict_of(turn: Turn, asked: ConflictOf) -> Result:
    """On whom the voter does not vote; a declared one is taken back by pressing it again."""
    drafted = await draft_of(turn, asked.ballot)
    if isinstance(drafted, End):
        return drafted
    ballot, voter = drafted.ballot, drafted.ballot.voter(asked.voter)
    if voter is None:
        return _show_conflicts(ballot)
    shown = lists.page_of(ballot.candidates, asked.page)
    rows = (
        *lists.numbers(shown, lambda one: AddConflict(ballot.id, voter.id, one.id)),
        *lists.turning(shown, lambda to: ConflictOf(ballot.id, voter.id, to)),
    )
    names = lists.lines(shown, lambda one: plain(one.name))
    text = say("poll.conflict_of", voter=voter.name, names=names)
    return End(screen(text, *rows, back=Conflicts(ballot.id, 0)))


@flow.press(AddConflict)
async def add_conflict(turn: Turn, asked: AddConflict) -> Result:
    """Asks for the reason; one that is declared is taken back."""
    drafted = await draft_of(turn, asked.ballot)
    if isinstance(drafted, End):
        return drafted
    ballot = drafted.ballot
    kept = _others(ballot, asked.voter, asked.candidate)
    if kept != ballot.recusals:
        return _show_conflicts((await amended(turn, drafted, replace(ballot, recusals=kept))).ballot)
    if _is_gone(ballot, asked.voter, asked.candidate):
        return _show_conflicts(ballot, lead=say("poll.conflict_gone"))
    return _ask_why(Declaring(ballot.id, asked.voter, asked.candidate))


def _ask_why(waiting: Declaring) -> Next:
    return Next(waiting, screen(say("poll.why_conflict"), back=Conflicts(waiting.ballot, 0)))


def _others(ballot: Ballot, voter: VoterId, candidate: CandidateId) -> tuple[Recusal, ...]:
    return tuple(one for one in ballot.recusals if (one.voter, one.candidate) != (voter, candidate))


def _is_gone(ballot: Ballot, voter: VoterId, candidate: CandidateId) -> bool:
    """Whether one of them was taken off meanwhile: a conflict about nobody would count against whoever declared it."""
    return ballot.voter(voter) is None or ballot.candidate(candidate) is None


@flow.answer(Declaring)
async def declare(turn: Turn, state: Declaring, typed: str) -> Result:
    """The conflict, with its reason; printed in the minutes. Takes the place of one declared while this was typed."""
    drafted = await draft_of(turn, state.ballot)
    if isinstance(drafted, End):
        return drafted
    if _is_gone(drafted.ballot, state.voter, state.candidate):
        return _show_conflicts(drafted.ballot, lead=say("poll.conflict_gone"))
    if not typed.strip():
        return _ask_why(state)
    one = Recusal(state.voter, state.candidate, typed.strip()[:LONGEST])
    others = _others(drafted.ballot, state.voter, state.candidate)
    return _show_conflicts(
        (await amended(turn, drafted, replace(drafted.ballot, recusals=(*others, one)))).ballot
    )
