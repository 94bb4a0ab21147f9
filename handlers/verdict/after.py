"""What may follow a count besides its announcement: another round, or the ballot is annulled openly.

verdict.ask_round -> confirm -> the next round, prepared, for the chair to open
verdict.ask_annul -> the reason typed -> verdict.annul_read_back -> confirm: the record stays, a new ballot follows
"""

from dataclasses import dataclass

from campaign.ballots.aftermath import AnotherRound, aftermath
from campaign.ballots.ballot import Ballot
from campaign.ballots.presiding import AnnulledNow, ReasonMissing, WrongState, annul
from campaign.ballots.rights import NotAllowed, presides
from campaign.ballots.rounds import NoRoundLeft, RoundPrepared, next_round
from campaign.ids import BallotId, NoticeId
from handlers.decide.found import Found, body_people, found, refused
from handlers.decide.words import ManageBallot, headline
from handlers.kit import (
    Choice,
    End,
    Flow,
    Next,
    Notice,
    Priority,
    Result,
    Turn,
    led,
    say,
    screen,
)
from handlers.poll.words import Annul, ShowRoll, state_words
from handlers.verdict import begin as verdict
from handlers.verdict.begin import AskRound
from handlers.verdict.words import after_words

flow = Flow("verdict_after", about=say("decide.about"), help=say("verdict.help_after"))


class ConfirmRound(Choice, tag="br9", label=say("verdict.confirm_round_button")):
    """Another round is prepared."""

    ballot: BallotId


class ConfirmAnnul(Choice, tag="bra1", label=say("verdict.confirm_annul_button")):
    """As read back; the reason is in the conversation."""

    ballot: BallotId


@dataclass(frozen=True)
class Annulling:
    """Waits for the reason, then for the confirmation."""

    ballot: BallotId
    reason: str = ""


# --- another round ---


@flow.press(AskRound)
async def ask_round(turn: Turn, asked: AskRound) -> Result:
    """On whom, for how many places."""
    voting = await found(turn, asked.ballot)
    record = None if voting is None else await turn.store.opinions.record(asked.ballot)
    if voting is None or record is None or not presides(voting.body, turn.member):
        return await refused(turn, say("chat.not_for_you"))
    if not isinstance(aftermath(voting.ballot, record.count), AnotherRound):
        return await verdict.show(turn, voting)
    text = say(
        "verdict.ask_round", headline=headline(voting.ballot), what=after_words(voting.ballot, record.count)
    )
    return End(screen(text, ConfirmRound(asked.ballot), back=ManageBallot(asked.ballot)))


@flow.press(ConfirmRound)
async def confirm_round(turn: Turn, asked: ConfirmRound) -> Result:
    """The next round is prepared; the chair opens it from its roll."""
    voting = await found(turn, asked.ballot)
    record = None if voting is None else await turn.store.opinions.record(asked.ballot)
    if voting is None or record is None:
        return await refused(turn, say("decide.unknown"))
    following = await _follower(turn, voting.ballot)
    if following is not None:
        return await _to_roll(turn, following)
    match next_round(
        voting.ballot, record.count, voting.body, turn.member, BallotId(turn.fresh_id()), turn.now
    ):
        case RoundPrepared(ballot):
            await turn.store.ballots.save(turn.khoi, ballot, turn.now)
            await turn.store.events.record(
                turn.khoi, "ballot.next_round", turn.member.id, turn.now, ballot.id
            )
            return await _to_roll(turn, ballot)
        case NoRoundLeft():
            return await verdict.show(turn, voting)
        case NotAllowed():
            return await refused(turn, say("chat.not_for_you"))


async def _to_roll(turn: Turn, ballot: Ballot) -> Result:
    text = say("verdict.round_prepared", headline=headline(ballot))
    return End(screen(text, ShowRoll(ballot.id, 0)))


async def _follower(turn: Turn, ballot: Ballot) -> Ballot | None:
    """The round that is already there: a repeated press makes no second one."""
    from handlers.decide.begin import UNDER_WAY

    others = await turn.store.ballots.in_state(turn.khoi, *UNDER_WAY)
    return next((one for one in others if one.follows == ballot.id and one.round == ballot.round + 1), None)


# --- annulling ---


@flow.press(Annul)
async def ask_annul(turn: Turn, asked: Annul) -> Result:
    """Asks for the reason, which everybody will read."""
    voting = await found(turn, asked.ballot)
    if voting is None or not presides(voting.body, turn.member):
        return await refused(turn, say("chat.not_for_you"))
    ask = screen(say("verdict.ask_annul", headline=headline(voting.ballot)), back=ManageBallot(asked.ballot))
    return Next(Annulling(asked.ballot), ask)


@flow.answer(Annulling)
async def annul_reason(turn: Turn, state: Annulling, typed: str) -> Result:
    """The reason, read back."""
    voting = await found(turn, state.ballot)
    if voting is None or not presides(voting.body, turn.member):
        return await refused(turn, say("chat.not_for_you"))
    if not typed.strip():
        return await ask_annul(turn, Annul(state.ballot))
    reason = typed.strip()[:300]
    text = say("verdict.annul_read_back", headline=headline(voting.ballot), reason=reason)
    shown = screen(text, ConfirmAnnul(state.ballot), back=ManageBallot(state.ballot))
    return Next(Annulling(state.ballot, reason), shown)


@flow.press(ConfirmAnnul)
async def confirm_annul(turn: Turn, asked: ConfirmAnnul) -> Result:
    """The old record stays, with name and reason; a new ballot asks the same again."""
    voting = await found(turn, asked.ballot)
    if voting is None:
        return await refused(turn, say("decide.unknown"))
    state = turn.state
    reason = state.reason if isinstance(state, Annulling) and state.ballot == asked.ballot else ""
    new = BallotId(turn.fresh_id())
    match annul(voting.ballot, voting.body, turn.member, reason, new, turn.now):
        case AnnulledNow(ballot, instead):
            return await _annulled(turn, voting, ballot, instead)
        case ReasonMissing():
            return await ask_annul(turn, Annul(asked.ballot))
        case WrongState(at):
            return await refused(turn, state_words(at))
        case NotAllowed():
            return await refused(turn, say("chat.not_for_you"))


async def _annulled(turn: Turn, voting: Found, ballot: Ballot, instead: Ballot) -> Result:
    await turn.store.ballots.save(turn.khoi, ballot, turn.now)
    await turn.store.ballots.save(turn.khoi, instead, turn.now)
    record = await turn.store.opinions.record(ballot.id)
    if record is not None:
        sheet = await turn.store.opinions.sheet(ballot.id) or ""
        await turn.store.opinions.amend_record(record.with_ballot(ballot), sheet)
    gone = ballot.annulled
    assert gone is not None
    details: dict[str, str | int] = {"reason": gone.reason, "instead": int(instead.id)}
    await turn.store.events.record(turn.khoi, "ballot.annulled", turn.member.id, turn.now, ballot.id, details)
    audience = await body_people(turn.store, ballot, voting.body)
    text = say("verdict.notice_annulled", headline=headline(ballot), by=gone.stamp.name, reason=gone.reason)
    notice = Notice(
        NoticeId(turn.fresh_id()), turn.khoi, "ballot.annulled", audience, text, (), Priority.RECEIPT,
        ballot.campaign, turn.member.id,
    )  # fmt: skip
    done = screen(say("verdict.annulled_done", headline=headline(instead)), ShowRoll(instead.id, 0))
    return End(led(say("verdict.annulled_now", reason=gone.reason), done), notice)
