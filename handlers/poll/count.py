"""The counting team opens the envelopes, all at once: poll.slip 1/2 -> … -> poll.slips_read_back -> confirm -> counted

Of an open vote each slip is its voter's; of a secret ballot the slips are taken out and mixed first. The numbers of the
names not agreed with (or chosen) are typed; buttons for nobody, a blank slip and a spoilt one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.ballots.ballot import Ballot, BallotState
from campaign.ballots.envelopes import (
    AlreadyOpened,
    OpinionsOpened,
    SlipsDiffer,
    WrongSlip,
    open_opinions,
)
from campaign.ballots.marking import Marked, number, read_marked
from campaign.ballots.opinions import ReceivedOpinion, WrongTime
from campaign.ballots.rights import NotAllowed
from campaign.ids import BallotId
from handlers.decide.found import Found, found, refused
from handlers.decide.voting_words import wrong_words
from handlers.decide.words import ManageBallot, headline, is_secret, listed, sealed
from handlers.kit import Choice, End, Flow, Next, Result, Row, Say, Turn, led, say, screen
from handlers.poll.slips import BLANK, NOTHING, SPOILT, Slips, paper_slips, slip_words
from handlers.poll.stand import OpenEnvelopes, stand
from handlers.poll.words import state_words

flow = Flow("poll_count", about=say("decide.about"), help=say("poll.help_count"))


LONGEST_ECHO = 60  # characters of what was typed, said back


class ReadSlip(Choice, tag="bv8", sealed_by="ballot"):
    """The slip on the table, by a button; the ones read before are in the conversation."""

    ballot: BallotId
    place: int
    slip: str


class ConfirmSlips(Choice, tag="bv9", sealed_by="ballot", label=say("poll.confirm_slips_button")):
    """All slips as read back."""

    ballot: BallotId


@dataclass(frozen=True)
class Reading:
    """The slips read so far; waits for the next one, then for the confirmation."""

    ballot: BallotId
    slips: Slips


@flow.press(OpenEnvelopes)
async def open_envelopes(turn: Turn, asked: OpenEnvelopes) -> Result:
    """The first slip."""
    counting = await _mine(turn, asked.ballot)
    return counting if isinstance(counting, End) else await _next(turn, counting, ())


async def _next(turn: Turn, counting: Found, slips: Slips, lead: Say | None = None) -> Result:
    """The next slip, or all of them read back. Envelopes come in until the close, and are counted once."""
    ballot = counting.ballot
    if ballot.state is not BallotState.CLOSED:
        return await refused(turn, state_words(ballot.state))
    received = await turn.store.opinions.received(ballot.id)
    if not received:
        return await stand(turn, counting)
    if len(slips) >= len(received):
        return _read_back(ballot, received, slips)
    place = len(slips) + 1
    text = say(
        "poll.slip",
        headline=headline(ballot),
        place=place,
        total=len(received),
        whose=_whose(ballot, received[place - 1]),
        names=tuple(listed(at, one) for at, one in enumerate(ballot.candidates, 1)),
        how=say("poll.type_chosen") if ballot.settings.act.chooses else say("poll.type_disagreed"),
    )
    shown = screen(text, *_buttons(ballot, place), back=ManageBallot(ballot.id))
    whole = shown if lead is None else led(lead, shown)
    return Next(Reading(ballot.id, slips), whole, sealed_by=sealed(ballot))


def _buttons(ballot: Ballot, place: int) -> tuple[Row, ...]:
    """For the slips without a number to type; where names are chosen, a blank one chooses nobody."""
    spoilt = ReadSlip(ballot.id, place, SPOILT).labelled(say("poll.spoilt_button"))
    nothing = ReadSlip(ballot.id, place, NOTHING)
    if ballot.settings.act.chooses:
        return (nothing.labelled(say("poll.none_chosen_button")), spoilt)
    blank = ReadSlip(ballot.id, place, BLANK).labelled(say("poll.blank_button"))
    return (nothing.labelled(say("poll.all_agreed_button")), blank, spoilt)


@flow.press(ReadSlip)
async def read_slip(turn: Turn, asked: ReadSlip) -> Result:
    """A slip by its button; one pressed twice is read once."""
    counting = await _mine(turn, asked.ballot)
    if isinstance(counting, End):
        return counting
    state = turn.state
    slips = state.slips if isinstance(state, Reading) and state.ballot == asked.ballot else ()
    if asked.place != len(slips) + 1 or asked.slip not in {NOTHING, SPOILT, BLANK}:
        return await _next(turn, counting, slips)
    return await _next(turn, counting, (*slips, asked.slip))


@flow.answer(Reading)
async def typed(turn: Turn, state: Reading, text: str) -> Result:
    """A slip by the numbers on it."""
    counting = await _mine(turn, state.ballot)
    if isinstance(counting, End):
        return counting
    received = await turn.store.opinions.received(state.ballot)
    if len(state.slips) >= len(received):
        return await _next(turn, counting, state.slips)
    if turn.files:
        return await _next(turn, counting, state.slips, say("poll.no_photo_of_slips"))
    match read_marked(counting.ballot, text):
        case Marked(marked):
            return await _next(turn, counting, (*state.slips, str(number(marked))))
        case wrong:
            part, total = wrong.part[:LONGEST_ECHO], len(counting.ballot.candidates)
            lead = say("decide.not_on_list", part=part, total=total)
            return await _next(turn, counting, state.slips, lead)


def _read_back(ballot: Ballot, received: Sequence[ReceivedOpinion], slips: Slips) -> Next:
    lines = tuple(
        say("poll.slip_line", place=place, whose=_whose(ballot, envelope), said=slip_words(ballot, slip))
        for place, (slip, envelope) in enumerate(zip(slips, received, strict=False), 1)
    )
    text = say("poll.slips_read_back", headline=headline(ballot), slips=lines)
    again = OpenEnvelopes(ballot.id).labelled(say("decide.redo_button"))
    shown = screen(text, ConfirmSlips(ballot.id), again)
    return Next(Reading(ballot.id, slips), shown, sealed_by=sealed(ballot))


@flow.press(ConfirmSlips)
async def confirm(turn: Turn, asked: ConfirmSlips) -> Result:
    """What was read stands; the machine counts."""
    counting = await _mine(turn, asked.ballot)
    if isinstance(counting, End):
        return counting
    ballot, state = counting.ballot, turn.state
    received = await turn.store.opinions.received(ballot.id)
    before = await turn.store.opinions.opened_by(ballot.id)
    if before is not None:
        return await stand(turn, counting, say("poll.already_opened", at=before.at, by=before.name))
    if not isinstance(state, Reading) or state.ballot != ballot.id:
        return await _next(turn, counting, ())
    return await _keep(turn, counting, received, state.slips)


async def _keep(turn: Turn, counting: Found, received: Sequence[ReceivedOpinion], read: Slips) -> Result:
    ballot = counting.ballot
    slips = paper_slips(ballot, received, read)
    match open_opinions(ballot, turn.member, received, slips, None, turn.now):
        case OpinionsOpened(opened):
            await turn.store.opinions.keep_opened(ballot, opened)
            by, details = turn.member.id, {"slips": len(slips)}
            await turn.store.events.record(
                turn.khoi, "ballot.envelopes_opened", by, turn.now, ballot.id, details
            )
            return await stand(turn, counting, say("poll.slips_kept"))
        case WrongSlip(place, wrong):
            lead = say("poll.wrong_slip", place=place, why=wrong_words(ballot, wrong))
            return await _next(turn, counting, read[: place - 1], lead)
        case SlipsDiffer():
            return await _next(turn, counting, ())
        case AlreadyOpened():
            return await stand(turn, counting)
        case WrongTime(at):
            return await refused(turn, state_words(at))
        case NotAllowed():
            return await refused(turn, say("chat.not_for_you"))


def _whose(ballot: Ballot, opinion: ReceivedOpinion) -> Say | None:
    """Whose slip it is, in an open vote."""
    voter = ballot.voter(opinion.voter)
    return None if voter is None or is_secret(ballot) else say("poll.whose", name=voter.name)


async def _mine(turn: Turn, ballot: BallotId) -> Found | End:
    counting = await found(turn, ballot)
    if counting is None or all(teller.member != turn.member.id for teller in counting.ballot.tellers):
        return await refused(turn, say("chat.not_for_you"))
    return counting
