"""Written opinions of the absent, in sealed form: poll.envelopes [1] … -> poll.envelope

[Phiếu lấy ý kiến (.docx)]  the paper for this voter, with the text for the envelope
[Đã nhận phong bì]          -> envelope_receiving
[Trả lại phong bì]          the voter came after all and will vote

Nobody looks inside before the counting team does, after the close.
"""

from campaign.ballots.opinions import ReceivedOpinion, Withdrawn, WrongTime, withdraw
from campaign.ballots.rights import NotAllowed, prepares
from campaign.ballots.roll import Voter
from campaign.ids import BallotId, VoterId
from handlers import lists
from handlers.decide.found import Found, found, opinion_of, refused
from handlers.decide.words import ManageBallot, headline, two
from handlers.filenames import file_name
from handlers.kit import (
    Choice,
    Document,
    End,
    Flow,
    Kept,
    Result,
    Row,
    Say,
    Turn,
    led,
    plain,
    say,
    screen,
)
from handlers.poll.words import AskReference, EnvelopeOf, Envelopes, state_words

flow = Flow("poll_envelopes", about=say("decide.about"), help=say("poll.help_envelopes"))

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class EnvelopePage(Choice, tag="bv1"):
    """Another page of voters."""

    ballot: BallotId
    page: int


class MakePaper(Choice, tag="bv3", label=say("poll.paper_button")):
    """The paper to be filled in."""

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


@flow.press(Envelopes)
async def envelopes(turn: Turn, asked: Envelopes) -> Result:
    """Who is absent and has sent an opinion."""
    return await turn_page(turn, EnvelopePage(asked.ballot, 0))


@flow.press(EnvelopePage)
async def turn_page(turn: Turn, asked: EnvelopePage) -> Result:
    """Ten voters a page."""
    voting = await mine(turn, asked.ballot)
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
    voting = await mine(turn, asked.ballot)
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
    voting = await mine(turn, asked.ballot)
    if isinstance(voting, End):
        return voting
    voter = voting.ballot.voter(asked.voter)
    if voter is None or voting.ballot.prepared is None:
        return await show(turn, voting)
    content = await turn.papers.written_opinion(voting.ballot, asked.voter)
    name = file_name("phieu-lay-y-kien", voting.ballot.title, voter.name, day=turn.today, ending="docx")
    return End(Document(name, content, say("poll.paper_caption", headline=headline(voting.ballot)), DOCX))


@flow.press(ShowScan)
async def show_scan(turn: Turn, asked: ShowScan) -> Result:
    """The picture of the envelope."""
    voting = await mine(turn, asked.ballot)
    if isinstance(voting, End):
        return voting
    voter = voting.ballot.voter(asked.voter)
    scan = None if voter is None else await turn.store.opinions.scan(asked.ballot, voter.id)
    if scan is None:
        return await show(turn, voting)
    return End(Kept(scan[1], scan[0], plain(scan[1])))


@flow.press(GiveBack)
async def give_back(turn: Turn, asked: GiveBack) -> Result:
    """The unopened envelope goes back."""
    voting = await mine(turn, asked.ballot)
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


async def mine(turn: Turn, ballot: BallotId) -> Found | End:
    """The ballot, for whoever prepares it."""
    voting = await found(turn, ballot)
    if voting is None or not prepares(voting.body, turn.member):
        return await refused(turn, say("chat.not_for_you"))
    return voting
