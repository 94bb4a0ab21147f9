"""The counting team opens the envelopes, all at once: poll.slip 1/2 -> … -> poll.slips_read_back -> confirm -> counted

Of an open vote each slip is its voter's; of a secret ballot the slips are taken out and mixed first. The numbers of the
names not agreed with (or chosen) are typed; buttons for nobody, a blank slip and a spoilt one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.ballots.ballot import Ballot
from campaign.ballots.choices import Choice as OneChoice
from campaign.ballots.choices import Choices, Mark
from campaign.ballots.envelopes import (
    AlreadyOpened,
    OpinionsOpened,
    PaperSlip,
    SlipsDiffer,
    WrongSlip,
    open_opinions,
    spoilt,
)
from campaign.ballots.marking import Marked, number, places, read_marked
from campaign.ballots.opinions import ReceivedOpinion, WrongTime
from campaign.ballots.rights import NotAllowed
from campaign.ids import BallotId
from handlers.decide.found import Found, found, refused
from handlers.decide.voting_words import wrong_words
from handlers.decide.words import ManageBallot, headline, is_secret, listed, sealed
from handlers.kit import Choice, End, Flow, Next, Result, Row, Say, Turn, led, say, screen
from handlers.poll.stand import OpenEnvelopes, stand
from handlers.poll.words import state_words

flow = Flow("poll_count", about=say("decide.about"), help=say("poll.help_count"))

SPOILT = "x"
BLANK = "b"
Slips = tuple[str, ...]  # each a number (`campaign.ballots.marking`), or SPOILT, or BLANK


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
    """The next slip, or all of them read back."""
    ballot = counting.ballot
    received = await turn.store.opinions.received(ballot.id)
    if not received:
        return await stand(turn, counting)
    if len(slips) >= len(received):
        return _read_back(ballot, received, slips)
    place = len(slips) + 1
    whose = _whose(ballot, received[place - 1])
    choosing = ballot.settings.act.chooses
    text = say(
        "poll.slip",
        headline=headline(ballot),
        place=place,
        total=len(received),
        whose=whose,
        names=tuple(listed(at, one) for at, one in enumerate(ballot.candidates, 1)),
        how=say("poll.type_chosen") if choosing else say("poll.type_disagreed"),
    )
    none = say("poll.none_chosen_button") if choosing else say("poll.all_agreed_button")
    rows: list[Row] = [ReadSlip(ballot.id, place, "0").labelled(none)]
    if not choosing:
        rows.append(ReadSlip(ballot.id, place, BLANK).labelled(say("poll.blank_button")))
    rows.append(ReadSlip(ballot.id, place, SPOILT).labelled(say("poll.spoilt_button")))
    shown = screen(text, *rows, back=ManageBallot(ballot.id))
    return Next(
        Reading(ballot.id, slips), shown if lead is None else led(lead, shown), sealed_by=sealed(ballot)
    )


@flow.press(ReadSlip)
async def read_slip(turn: Turn, asked: ReadSlip) -> Result:
    """A slip by its button; one pressed twice is read once."""
    counting = await _mine(turn, asked.ballot)
    if isinstance(counting, End):
        return counting
    state = turn.state
    slips = state.slips if isinstance(state, Reading) and state.ballot == asked.ballot else ()
    known = {"0", SPOILT, BLANK}
    if asked.place != len(slips) + 1 or asked.slip not in known:
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
            lead = say("decide.not_on_list", part=wrong.part[:60], total=len(counting.ballot.candidates))
            return await _next(turn, counting, state.slips, lead)


def _read_back(ballot: Ballot, received: Sequence[ReceivedOpinion], slips: Slips) -> Next:
    lines = tuple(
        say(
            "poll.slip_line",
            place=place,
            whose=_whose(ballot, received[place - 1]),
            said=_said(ballot, slip),
        )
        for place, slip in enumerate(slips, 1)
    )
    text = say("poll.slips_read_back", headline=headline(ballot), slips=lines)
    again = OpenEnvelopes(ballot.id).labelled(say("decide.redo_button"))
    return Next(
        Reading(ballot.id, slips), screen(text, ConfirmSlips(ballot.id), again), sealed_by=sealed(ballot)
    )


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
    slips = [
        PaperSlip(
            choices_of(ballot, slip, None if mixed(ballot, received) else envelope),
            None if is_secret(ballot) else envelope.voter,
        )
        for slip, envelope in zip(read, received, strict=False)
    ]
    match open_opinions(ballot, turn.member, received, slips, None, turn.now):
        case OpinionsOpened(opened):
            await turn.store.opinions.keep_opened(ballot, opened)
            details = {"slips": len(slips)}
            await turn.store.events.record(
                turn.khoi, "ballot.envelopes_opened", turn.member.id, turn.now, ballot.id, details
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


def mixed(ballot: Ballot, received: Sequence[ReceivedOpinion]) -> bool:
    """Whether a slip may be anybody's: of a secret ballot with several envelopes."""
    return is_secret(ballot) and len(received) > 1


def choices_of(ballot: Ballot, slip: str, envelope: ReceivedOpinion | None) -> Choices:
    """What a slip says; where its voter is known, without the names on which that voter does not vote."""
    said = spoilt(ballot) if slip == SPOILT else _marked(ballot, slip)
    voter = None if envelope is None else ballot.voter(envelope.voter)
    recused = frozenset() if voter is None else ballot.recused(voter)
    return tuple(one for one in said if one.candidate not in recused)


def _marked(ballot: Ballot, slip: str) -> Choices:
    if slip == BLANK:
        return tuple(OneChoice(one.id, Mark.BLANK) for one in ballot.candidates)
    marked = set(places(int(slip)))
    wanted, other = (Mark.AGREE, Mark.BLANK) if ballot.settings.act.chooses else (Mark.DISAGREE, Mark.AGREE)
    return tuple(
        OneChoice(one.id, wanted if place in marked else other)
        for place, one in enumerate(ballot.candidates, 1)
    )


def _said(ballot: Ballot, slip: str) -> Say:
    if slip == SPOILT:
        return say("poll.slip_spoilt")
    if slip == BLANK:
        return say("poll.slip_blank")
    marked = [ballot.candidates[place - 1].name for place in places(int(slip))]
    if ballot.settings.act.chooses:
        return say("poll.slip_chose", names=", ".join(marked)) if marked else say("decide.chose_nobody")
    return say("poll.slip_disagreed", names=", ".join(marked)) if marked else say("poll.slip_agreed")


def _whose(ballot: Ballot, opinion: ReceivedOpinion) -> Say | None:
    """Whose slip it is, in an open vote."""
    voter = ballot.voter(opinion.voter)
    return None if voter is None or is_secret(ballot) else say("poll.whose", name=voter.name)


async def _mine(turn: Turn, ballot: BallotId) -> Found | End:
    counting = await found(turn, ballot)
    if counting is None or all(teller.member != turn.member.id for teller in counting.ballot.tellers):
        return await refused(turn, say("chat.not_for_you"))
    return counting
