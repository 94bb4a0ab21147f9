"""/binhxet -> decide.home: what is open for the person now, and what they prepare, preside over or count

[Bỏ phiếu …]  -> the paper of its act: hands, ballot, choosing; long ones: marking
[Bình xét …]  -> decide_review
[Chuẩn bị]    -> poll_prepare (secretary, Khối trưởng)
[… đang mở]   -> poll_stand: where the ballot stands, and what can be done
[Đã công bố]  -> verdict
"""

from campaign.ballots.ballot import Ballot, BallotState
from campaign.ballots.rights import prepares
from campaign.ballots.roll import Voter
from campaign.ballots.rule import Act
from campaign.people import Role
from campaign.plan.plan import Campaign
from handlers.decide import ballot as decide_ballot
from handlers.decide import choosing as decide_choosing
from handlers.decide import hands as decide_hands
from handlers.decide.duties import owing
from handlers.decide.found import admitted, found, looks_after, refused
from handlers.decide.voting_words import refusal_words
from handlers.decide.words import (
    ListAnnounced,
    ManageBallot,
    OpenPaper,
    OpenReview,
    PrepareVote,
    headline,
    is_secret,
)
from handlers.kit import Button, End, Flow, OpenFlow, Place, Result, Row, Say, Screen, Turn, say, screen
from handlers.poll.body import Seat, body_of

flow = Flow("decide", command="binhxet", about=say("decide.about"), help=say("decide.help"))
flow.owing(owing)

UNDER_WAY = (
    BallotState.DRAFT,
    BallotState.PREPARED,
    BallotState.OPEN,
    BallotState.CLOSED,
    BallotState.COUNTED,
)
MOST = 6  # matters with a button
STATES = {
    BallotState.DRAFT: say("decide.state_draft"),
    BallotState.PREPARED: say("decide.state_prepared"),
    BallotState.OPEN: say("decide.state_open"),
    BallotState.CLOSED: say("decide.state_closed"),
    BallotState.COUNTED: say("decide.state_counted"),
    BallotState.ANNOUNCED: say("decide.state_announced"),
    BallotState.ANNULLED: say("decide.state_annulled"),
}


@flow.begin
async def home(turn: Turn, argument: str) -> Result:
    """What is open now."""
    return End(await home_screen(turn))


@flow.manages(Place.OFTEN)
async def buttons(turn: Turn, campaign: Campaign | None) -> list[Button]:
    """For whoever prepares votes."""
    return [Button(OpenFlow(flow.name), flow.about)] if await _prepares(turn) else []


async def _prepares(turn: Turn) -> bool:
    body = await body_of(turn, Seat.KHOI)
    return body is not None and prepares(body, turn.member)


async def home_screen(turn: Turn) -> Screen:
    """The first screen, for flows that end in it."""
    rows = [
        row
        for ballot in await turn.store.ballots.in_state(turn.khoi, *UNDER_WAY)
        for row in await _matters(turn, ballot)
    ]
    rows += [
        OpenReview(review.id).labelled(say("decide.review_line", title=review.title))
        for review in await turn.store.reviews.running(turn.khoi)
        if review.opened is not None or turn.member.holds(Role.SECRETARY, Role.CHAIR)
    ]
    text = say("decide.home", count=len(rows)) if rows else say("decide.nothing_open")
    more: list[Row] = [PrepareVote()] if await _prepares(turn) else []
    return screen(text, *rows[:MOST], *more, ListAnnounced())


async def _matters(turn: Turn, ballot: Ballot) -> list[Row]:
    """The buttons of one ballot for this person: to vote, and to look after it."""
    voting = await found(turn, ballot.id)
    if voting is None:
        return []
    ballot, rows = voting.ballot, list[Row]()
    voter = ballot.voter_of(turn.member.id)
    if voter is not None and ballot.state is BallotState.OPEN:
        done = await turn.store.urns.took_part(ballot.id, voter.id)
        state = say("decide.you_voted") if done else say("decide.you_have_not_voted")
        rows.append(
            OpenPaper(ballot.id).labelled(say("decide.matter", headline=headline(ballot), state=state))
        )
    if looks_after(voting, turn.member):
        line = say("decide.managed", headline=headline(ballot), state=STATES[ballot.state])
        rows.append(ManageBallot(ballot.id).labelled(line))
    return rows


@flow.press(OpenPaper)
async def open_paper(turn: Turn, asked: OpenPaper) -> Result:
    """The ballot paper of its act."""
    voting = await found(turn, asked.ballot)
    if voting is None:
        return await refused(turn, say("decide.unknown"))
    return await paper(turn, voting.ballot)


async def paper(turn: Turn, ballot: Ballot) -> Result:
    """The paper, or why this person has none now."""
    voter = ballot.voter_of(turn.member.id)
    voted = voter is not None and await turn.store.urns.took_part(ballot.id, voter.id)
    if voted and is_secret(ballot):
        return await refused(turn, say("decide.already_cast"))
    admission = await admitted(turn, ballot)
    if not isinstance(admission, Voter):
        return await refused(turn, refusal_words(admission))
    if is_secret(ballot) and not await turn.store.urns.has_key(ballot.id):
        return await refused(turn, say("decide.key_lost"))
    match ballot.settings.act:
        case Act.HANDS:
            return await decide_hands.paper(turn, ballot, admission)
        case Act.BALLOT:
            return decide_ballot.paper(ballot, admission, _change_words(voted))
        case Act.ACCLAIM | Act.ELECT:
            return decide_choosing.paper(ballot, admission, _change_words(voted))
        case Act.REVIEW:
            return await refused(turn, say("decide.unknown"))


def _change_words(voted: bool) -> Say | None:  # noqa: FBT001 - private
    return say("decide.may_change") if voted else None
