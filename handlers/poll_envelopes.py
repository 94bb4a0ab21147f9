"""Written opinions of the absent, in sealed form: poll.envelopes [1] … -> poll.envelope

[Phiếu lấy ý kiến (.docx)]  the paper for this voter, with the text for the envelope
[Đã nhận phong bì]          -> the number on the envelope is typed, or its picture is sent -> confirm -> poll.received
[Trả lại phong bì]          the voter came after all and will vote

Nobody looks inside before the counting team does, after the close.
"""

from dataclasses import dataclass

from campaign.ids import BallotId, VoterId
from campaign.opinions import (
    AlreadyReceived,
    CannotVote,
    HasVoted,
    OpinionsNotTaken,
    Received,
    ReceivedOpinion,
    UnknownVoter,
    Withdrawn,
    WrongTime,
    receive,
    withdraw,
)
from campaign.rights import NotAllowed, prepares
from campaign.roll import Voter
from handlers import kit, lists
from handlers.decide_found import Found, found, has_voted, opinion_of, refused
from handlers.decide_words import ManageBallot, headline, is_secret, two
from handlers.kit import (
    Choice,
    Document,
    End,
    Flow,
    Kept,
    Next,
    Result,
    Row,
    Say,
    Turn,
    led,
    plain,
    say,
    screen,
)
from handlers.poll_words import Envelopes, state_words

flow = Flow("poll_envelopes", about=say("decide.about"), help=say("poll.help_envelopes"))

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class EnvelopePage(Choice, tag="bv1"):
    """Another page of voters."""

    ballot: BallotId
    page: int


class EnvelopeOf(Choice, tag="bv2"):
    """One voter."""

    ballot: BallotId
    voter: VoterId


class MakePaper(Choice, tag="bv3", label=say("poll.paper_button")):
    """The paper to be filled in."""

    ballot: BallotId
    voter: VoterId


class AskReference(Choice, tag="bv4", label=say("poll.received_button")):
    """The envelope is here."""

    ballot: BallotId
    voter: VoterId


class ConfirmEnvelope(Choice, tag="bv5", label=say("poll.confirm_envelope_button")):
    """As read back; number and picture are in the conversation."""

    ballot: BallotId
    voter: VoterId


class GiveBack(Choice, tag="bv6", label=say("poll.give_back_button")):
    """The voter came after all."""

    ballot: BallotId
    voter: VoterId


class ShowScan(Choice, tag="bv7", label=say("poll.scan_button")):
    """The picture of the envelope."""

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


@flow.press(Envelopes)
async def envelopes(turn: Turn, asked: Envelopes) -> Result:
    """Who is absent and has sent an opinion."""
    return await turn_page(turn, EnvelopePage(asked.ballot, 0))


@flow.press(EnvelopePage)
async def turn_page(turn: Turn, asked: EnvelopePage) -> Result:
    """Ten voters a page."""
    voting = await _mine(turn, asked.ballot)
    return voting if isinstance(voting, End) else await show(turn, voting, asked.page)


async def show(turn: Turn, voting: Found, page: int = 0, lead: Say | None = None) -> End:
    """The voters who have not voted, with what came of them."""
    ballot = voting.ballot
    done = await turn.store.urns.turnout(ballot.id)
    received = {one.voter: one for one in await turn.store.opinions.received(ballot.id)}
    shown = lists.page_of([voter for voter in ballot.roll if voter.id not in done], page)
    rows: list[Row] = [
        *lists.numbers(shown, lambda one: EnvelopeOf(ballot.id, one.id)),
        *lists.turning(shown, lambda to: EnvelopePage(ballot.id, to)),
    ]
    text = say(
        "poll.envelopes",
        headline=headline(ballot),
        count=two(len(received)),
        voters=lists.lines(shown, lambda one: _line(one, received.get(one.id))),
    )
    whole = screen(text, *rows, back=ManageBallot(ballot.id))
    return End(whole if lead is None else led(lead, whole))


def _line(voter: Voter, received: ReceivedOpinion | None) -> Say:
    if received is None:
        return plain(voter.name)
    return say("poll.envelope_line", name=voter.name, reference=received.reference)


@flow.press(EnvelopeOf)
async def envelope_of(turn: Turn, asked: EnvelopeOf) -> Result:
    """What can be done for one voter."""
    voting = await _mine(turn, asked.ballot)
    if isinstance(voting, End):
        return voting
    voter = voting.ballot.voter(asked.voter)
    if voter is None:
        return await show(turn, voting)
    opinion = await opinion_of(turn.store, voting.ballot, voter)
    back = Envelopes(asked.ballot)
    if opinion is None:
        rows: list[Row] = [MakePaper(asked.ballot, voter.id), AskReference(asked.ballot, voter.id)]
        return End(screen(say("poll.no_envelope", name=voter.name), *rows, back=back))
    rows = [GiveBack(asked.ballot, voter.id)]
    if await turn.store.opinions.scan(asked.ballot, voter.id) is not None:
        rows.append(ShowScan(asked.ballot, voter.id))
    text = say("poll.envelope", name=voter.name, reference=opinion.reference, at=opinion.received.at,
               by=opinion.received.name)  # fmt: skip
    return End(screen(text, *rows, back=back))


@flow.press(MakePaper)
async def make_paper(turn: Turn, asked: MakePaper) -> Result:
    """Phiếu lấy ý kiến bằng văn bản for this voter."""
    voting = await _mine(turn, asked.ballot)
    if isinstance(voting, End):
        return voting
    if voting.ballot.voter(asked.voter) is None or voting.ballot.prepared is None:
        return await show(turn, voting)
    content = await turn.papers.written_opinion(voting.ballot, asked.voter)
    name = f"phieu-lay-y-kien-{asked.voter}.docx"
    return End(Document(name, content, say("poll.paper_caption", headline=headline(voting.ballot)), DOCX))


@flow.press(ShowScan)
async def show_scan(turn: Turn, asked: ShowScan) -> Result:
    """The picture of the envelope."""
    voting = await _mine(turn, asked.ballot)
    if isinstance(voting, End):
        return voting
    scan = await turn.store.opinions.scan(asked.ballot, asked.voter)
    if scan is None:
        return await show(turn, voting)
    return End(Kept(scan[1], scan[0], plain(scan[1])))


@flow.press(AskReference)
async def ask_reference(turn: Turn, asked: AskReference) -> Result:
    """The number on the envelope, or its picture."""
    voting = await _mine(turn, asked.ballot)
    if isinstance(voting, End):
        return voting
    return Next(Registering(asked.ballot, asked.voter), _asking(voting, asked.voter))


def _asking(voting: Found, voter: VoterId) -> kit.Screen:
    text = say("poll.ask_envelope_secret") if is_secret(voting.ballot) else say("poll.ask_envelope")
    return screen(text, back=EnvelopeOf(voting.ballot.id, voter))


@flow.answer(Registering)
async def described(turn: Turn, state: Registering, typed: str) -> Result:
    """Number and picture read back."""
    voting = await _mine(turn, state.ballot)
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
    voting = await _mine(turn, asked.ballot)
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


@flow.press(GiveBack)
async def give_back(turn: Turn, asked: GiveBack) -> Result:
    """The unopened envelope goes back."""
    voting = await _mine(turn, asked.ballot)
    if isinstance(voting, End):
        return voting
    voter = voting.ballot.voter(asked.voter)
    opinion = None if voter is None else await opinion_of(turn.store, voting.ballot, voter)
    if opinion is None:
        return await show(turn, voting)
    match withdraw(voting.ballot, voting.body, turn.member, opinion, turn.now):
        case Withdrawn():
            await turn.store.opinions.give_back(asked.ballot, asked.voter)
            details = {"voter": int(asked.voter)}
            await turn.store.events.record(
                turn.khoi, "ballot.envelope_back", turn.member.id, turn.now, asked.ballot, details
            )
            return await show(turn, voting, lead=say("poll.gave_back"))
        case WrongTime(state):
            return await refused(turn, state_words(state))
        case NotAllowed():
            return await refused(turn, say("chat.not_for_you"))


async def _mine(turn: Turn, ballot: BallotId) -> Found | End:
    voting = await found(turn, ballot)
    if voting is None or not prepares(voting.body, turn.member):
        return await refused(turn, say("chat.not_for_you"))
    return voting
