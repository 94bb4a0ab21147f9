"""A tie that stands after the last round: the rule's preference first, then the chair chooses, with a reason.

verdict.ask_tie [Đơn vị A] … -> the reason typed -> verdict.tie_read_back -> confirm -> verdict.tie_broken
"""

from dataclasses import dataclass, replace

from campaign.ballots.aftermath import BreakTie, aftermath
from campaign.ballots.ballot import Ballot
from campaign.ballots.marking import number, places
from campaign.ballots.presiding import ReasonMissing, WrongState
from campaign.ballots.published import with_tie_broken
from campaign.ballots.rights import NotAllowed, presides
from campaign.ballots.ties import NoTie, TieBroken, WrongTieChoice, break_tie
from campaign.ids import BallotId, CandidateId
from handlers.decide.found import Found, found, refused
from handlers.decide.words import ManageBallot, headline, name_of, two
from handlers.kit import (
    Choice,
    End,
    Flow,
    Marks,
    Next,
    Result,
    Row,
    Say,
    Screen,
    Turn,
    plain,
    say,
    screen,
)
from handlers.poll.words import state_words
from handlers.verdict import begin as verdict
from handlers.verdict.begin import AskTie

flow = Flow("verdict_tie", about=say("decide.about"), help=say("verdict.help_after"))


class ChooseTied(Choice, tag="br7"):
    """The chair chooses among those level: `marks` are the places chosen."""

    ballot: BallotId
    marks: Marks


class ConfirmTie(Choice, tag="br8", label=say("verdict.confirm_tie_button")):
    """As read back; the reason is in the conversation."""

    ballot: BallotId
    marks: Marks


@dataclass(frozen=True)
class Tying:
    """Waits for the reason of the chair's choice, then for the confirmation."""

    ballot: BallotId
    marks: Marks
    reason: str = ""


@flow.press(AskTie)
async def ask_tie(turn: Turn, asked: AskTie) -> Result:
    """Who is level, whom the rule prefers, and whom the chair chooses."""
    return await choose_tied(turn, ChooseTied(asked.ballot, 0))


@flow.press(ChooseTied)
async def choose_tied(turn: Turn, asked: ChooseTied) -> Result:
    """One more name chosen; the reason once enough are."""
    counted = await _tied(turn, asked.ballot)
    if isinstance(counted, End):
        return counted
    voting, tie = counted
    chosen = _chosen(voting.ballot, asked.marks)
    if len(chosen) < tie.to_choose:
        return End(_choosing(voting.ballot, tie, asked.marks, chosen))
    if not tie.to_choose:
        return _read_back(voting.ballot, Tying(asked.ballot, 0))
    names = ", ".join(name_of(voting.ballot, one) for one in chosen)
    ask = screen(say("verdict.why_tie", names=names), back=AskTie(asked.ballot))
    return Next(Tying(asked.ballot, asked.marks), ask)


def _choosing(ballot: Ballot, tie: BreakTie, marks: int, chosen: tuple[CandidateId, ...]) -> Screen:
    open_to = [(place, one) for place, one in enumerate(ballot.candidates, 1) if one.id in tie.open_to]
    rows: list[Row] = [
        ChooseTied(ballot.id, marks | number([place])).labelled(plain(one.name))
        for place, one in open_to
        if one.id not in chosen
    ]
    text = say(
        "verdict.ask_tie",
        headline=headline(ballot),
        tie=_words(ballot, tie),
        left=two(tie.to_choose - len(chosen)),
    )
    return screen(text, *rows, back=ManageBallot(ballot.id))


def _words(ballot: Ballot, tie: BreakTie) -> Say:
    return say(
        "verdict.level", names=", ".join(name_of(ballot, one) for one in tie.tied), places=two(tie.places)
    )


@flow.answer(Tying)
async def reason_typed(turn: Turn, state: Tying, typed: str) -> Result:
    """The reason, read back with the choice."""
    counted = await _tied(turn, state.ballot)
    if isinstance(counted, End):
        return counted
    if not typed.strip():
        return await choose_tied(turn, ChooseTied(state.ballot, state.marks))
    return _read_back(counted[0].ballot, replace(state, reason=typed.strip()[:300]))


def _read_back(ballot: Ballot, state: Tying) -> Next:
    names = ", ".join(name_of(ballot, one) for one in _chosen(ballot, state.marks))
    text = say("verdict.tie_read_back", headline=headline(ballot), names=names, reason=state.reason)
    if not names:
        text = say("verdict.tie_by_rule", headline=headline(ballot))
    return Next(state, screen(text, ConfirmTie(ballot.id, state.marks), back=AskTie(ballot.id)))


@flow.press(ConfirmTie)
async def confirm_tie(turn: Turn, asked: ConfirmTie) -> Result:
    """The tie is broken, with name and reason for the minutes."""
    counted = await _tied(turn, asked.ballot)
    if isinstance(counted, End):
        return counted
    voting, _ = counted
    record = await turn.store.opinions.record(asked.ballot)
    assert record is not None, "a tie comes out of a count"
    state = turn.state
    reason = state.reason if isinstance(state, Tying) and state.ballot == asked.ballot else ""
    chosen = _chosen(voting.ballot, asked.marks)
    match break_tie(voting.ballot, record.count, voting.body, turn.member, chosen, reason, turn.now):
        case TieBroken(count, decision):
            sheet = with_tie_broken(await turn.store.opinions.sheet(asked.ballot) or "", count)
            await turn.store.opinions.amend_record(replace(record, count=count, tie=decision), sheet)
            await turn.store.events.record(
                turn.khoi, "ballot.tie_broken", turn.member.id, turn.now, asked.ballot
            )
            return await verdict.show(turn, voting, say("verdict.tie_broken"))
        case ReasonMissing() | WrongTieChoice():
            return await ask_tie(turn, AskTie(asked.ballot))
        case NoTie():
            return await verdict.show(turn, voting)
        case WrongState(at):
            return await refused(turn, state_words(at))
        case NotAllowed():
            return await refused(turn, say("chat.not_for_you"))


async def _tied(turn: Turn, ballot: BallotId) -> tuple[Found, BreakTie] | End:
    voting = await found(turn, ballot)
    record = None if voting is None else await turn.store.opinions.record(ballot)
    if voting is None or record is None or not presides(voting.body, turn.member):
        return await refused(turn, say("chat.not_for_you"))
    after = aftermath(voting.ballot, record.count)
    return (voting, after) if isinstance(after, BreakTie) else await verdict.show(turn, voting)


def _chosen(ballot: Ballot, marks: int) -> tuple[CandidateId, ...]:
    return tuple(
        ballot.candidates[place - 1].id for place in places(marks) if place <= len(ballot.candidates)
    )
