"""An envelope has come: the number on it is typed, or its picture sent -> poll.read_back_envelope -> confirm

Whoever has voted needs none; an envelope that is here already is not received twice. Nobody looks inside.
"""

from dataclasses import dataclass

from campaign.ballots.opinions import (
    AlreadyReceived,
    CannotVote,
    HasVoted,
    OpinionsNotTaken,
    Received,
    ReceivedOpinion,
    UnknownVoter,
    WrongTime,
    receive,
)
from campaign.ballots.rights import NotAllowed
from campaign.ids import BallotId, VoterId
from handlers import kit
from handlers.decide.found import Found, has_voted, refused
from handlers.decide.words import is_secret
from handlers.kit import (
    Choice,
    End,
    Flow,
    Next,
    Result,
    Turn,
    led,
    say,
    screen,
)
from handlers.poll.envelopes import mine, show
from handlers.poll.words import AskReference, EnvelopeOf, state_words

flow = Flow("envelope_receiving", about=say("decide.about"), help=say("poll.help_envelopes"))


class ConfirmEnvelope(Choice, tag="bv5", label=say("poll.confirm_envelope_button")):
    """As read back; number and picture are in the conversation."""

    ballot: BallotId
    voter: VoterId


@dataclass(frozen=True)
class Registering:
    """Waits for the number on the envelope or its picture, then for the confirmation."""

    ballot: BallotId
    voter: VoterId
    reference: str = ""
    scan: str = ""
    scan_name: str = ""


@flow.press(AskReference)
async def ask_reference(turn: Turn, asked: AskReference) -> Result:
    """The number on the envelope, or its picture."""
    voting = await mine(turn, asked.ballot)
    if isinstance(voting, End):
        return voting
    return Next(Registering(asked.ballot, asked.voter), _asking(voting, asked.voter))


def _asking(voting: Found, voter: VoterId) -> kit.Screen:
    text = say("poll.ask_envelope_secret") if is_secret(voting.ballot) else say("poll.ask_envelope")
    return screen(text, back=EnvelopeOf(voting.ballot.id, voter))


@flow.answer(Registering)
async def described(turn: Turn, state: Registering, typed: str) -> Result:
    """Number and picture read back."""
    voting = await mine(turn, state.ballot)
    if isinstance(voting, End):
        return voting
    voter = voting.ballot.voter(state.voter)
    if voter is None:
        return await show(turn, voting)
    file = next((one for one in turn.files if isinstance(one, kit.Received)), None)
    if file is None and (turn.files or not typed.strip()):
        return Next(state, led(say("poll.no_picture"), _asking(voting, state.voter)))
    reference = " ".join(typed.split())[:100]
    scan, scan_name = ("", "") if file is None else (file.sha256, file.name)
    text = say("poll.read_back_envelope", name=voter.name, reference=reference or "–", scan=scan_name or "–")
    shown = screen(
        text, ConfirmEnvelope(state.ballot, state.voter), back=AskReference(state.ballot, state.voter)
    )
    return Next(Registering(state.ballot, state.voter, reference, scan, scan_name), shown)


@flow.press(ConfirmEnvelope)
async def confirm(turn: Turn, asked: ConfirmEnvelope) -> Result:
    """Registers the envelope."""
    voting = await mine(turn, asked.ballot)
    if isinstance(voting, End):
        return voting
    ballot, voter = voting.ballot, voting.ballot.voter(asked.voter)
    state = turn.state
    before = None if voter is None else await has_voted(turn.store, ballot, voter)
    if before is None and (not isinstance(state, Registering) or state.voter != asked.voter):
        return await ask_reference(turn, AskReference(asked.ballot, asked.voter))
    kept = state if isinstance(state, Registering) else Registering(asked.ballot, asked.voter)
    return await _register(turn, voting, kept, before)


async def _register(
    turn: Turn, voting: Found, kept: Registering, before: ReceivedOpinion | HasVoted | None
) -> Result:
    ballot, voter = voting.ballot, voting.ballot.voter(kept.voter)
    match receive(ballot, voting.body, turn.member, kept.voter, kept.reference, before, turn.now):
        case Received(opinion):
            await turn.store.opinions.receive(opinion, kept.scan, kept.scan_name)
            details = {"voter": int(kept.voter)}
            await turn.store.events.record(
                turn.khoi, "ballot.envelope", turn.member.id, turn.now, ballot.id, details
            )
            return await show(
                turn, voting, lead=say("poll.envelope_received", name=voter.name if voter else "")
            )
        case AlreadyReceived():
            return await show(turn, voting, lead=say("poll.already_received"))
        case HasVoted():
            return await show(turn, voting, lead=say("poll.has_voted"))
        case OpinionsNotTaken():
            return await show(turn, voting, lead=say("poll.opinions_not_taken"))
        case UnknownVoter() | CannotVote():
            return await show(turn, voting, lead=say("poll.cannot_vote"))
        case WrongTime(at):
            return await refused(turn, state_words(at))
        case NotAllowed():
            return await refused(turn, say("chat.not_for_you"))
