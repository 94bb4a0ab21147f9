"""Who acts for a unit: poll.stand_ins [1] … -> poll.who_acts [Trần Thị B] -> the mandate's number -> poll.acts

The head of the unit acts by right; anybody else of the unit is a substitute and needs a written mandate.
"""

from dataclasses import dataclass

from campaign.ballots import substitution
from campaign.ballots.rights import NotAllowed, prepares
from campaign.ballots.roll import SeatKind
from campaign.ballots.substitution import (
    AlreadyActs,
    MandateMissing,
    OtherUnit,
    RollChanged,
    RollClosed,
    SeatIsPersonal,
    stand_in,
)
from campaign.ids import BallotId, MemberId, VoterId
from campaign.people import Member, Role
from handlers import lists
from handlers.decide.found import Found, found, refused
from handlers.decide.words import ManageBallot, headline
from handlers.kit import Choice, End, Flow, Next, Result, Row, Say, Turn, led, say, screen
from handlers.poll.words import OfVoter, StandIns, state_words

flow = Flow("poll_roll", about=say("decide.about"), help=say("poll.help_stand_in"))


class Acts(Choice, tag="bo4"):
    """This member acts for the unit from now on."""

    ballot: BallotId
    voter: VoterId
    member: MemberId


class StandInPage(Choice, tag="bo5"):
    """Another page of voters."""

    ballot: BallotId
    page: int


@dataclass(frozen=True)
class Mandating:
    """Waits for the number of the mandate."""

    ballot: BallotId
    voter: VoterId
    member: MemberId


@flow.press(StandIns)
async def stand_ins(turn: Turn, asked: StandIns) -> Result:
    """The voters, to name who acts."""
    return await turn_page(turn, StandInPage(asked.ballot, 0))


@flow.press(StandInPage)
async def turn_page(turn: Turn, asked: StandInPage) -> Result:
    """Ten voters a page."""
    voting = await _mine(turn, asked.ballot)
    return voting if isinstance(voting, End) else show(voting, asked.page)


def show(voting: Found, page: int = 0, lead: Say | None = None) -> End:
    """The voters with who acts for them now."""
    ballot = voting.ballot
    shown = lists.page_of(ballot.roll, page)
    rows: list[Row] = [
        *lists.numbers(shown, lambda one: OfVoter(ballot.id, one.id)),
        *lists.turning(shown, lambda to: StandInPage(ballot.id, to)),
    ]
    lines = lists.lines(
        shown,
        lambda one: say(
            "poll.acts_now", name=one.name, hand=one.hand.name if one.hand else say("poll.nobody_acts")
        ),
    )
    whole = screen(
        say("poll.stand_ins", headline=headline(ballot), voters=lines), *rows, back=ManageBallot(ballot.id)
    )
    return End(whole if lead is None else led(lead, whole))


@flow.press(OfVoter)
async def who_acts(turn: Turn, asked: OfVoter) -> Result:
    """The members of the unit."""
    voting = await _mine(turn, asked.ballot)
    if isinstance(voting, End):
        return voting
    voter = voting.ballot.voter(asked.voter)
    if voter is None:
        return show(voting)
    if voter.kind is SeatKind.PERSON:
        return show(voting, lead=say("poll.seat_is_personal"))
    members = [m for m in await turn.store.people.members(turn.khoi) if m.unit == voter.unit]
    heads_first = sorted(members, key=lambda one: not one.holds(Role.HEAD))
    rows = [Acts(asked.ballot, voter.id, one.id).labelled(_member(one)) for one in heads_first[:7]]
    text = say("poll.who_acts", name=voter.name)
    return End(screen(text, *rows, back=StandIns(asked.ballot)))


def _member(one: Member) -> Say:
    return say("poll.member_line", name=one.name, position=one.position)


@flow.press(Acts)
async def acts(turn: Turn, asked: Acts) -> Result:
    """The head at once; anybody else after the number of the mandate."""
    voting = await _mine(turn, asked.ballot)
    if isinstance(voting, End):
        return voting
    member = await turn.store.people.member(turn.khoi, asked.member)
    if member is None:
        return await refused(turn, say("decide.unknown"))
    if not member.holds(Role.HEAD):
        ask = screen(say("poll.ask_mandate", name=member.name), back=OfVoter(asked.ballot, asked.voter))
        return Next(Mandating(asked.ballot, asked.voter, asked.member), ask)
    return await _stand_in(turn, voting, asked.voter, member, "")


@flow.answer(Mandating)
async def mandated(turn: Turn, state: Mandating, typed: str) -> Result:
    """The substitute, with the mandate."""
    voting = await _mine(turn, state.ballot)
    if isinstance(voting, End):
        return voting
    member = await turn.store.people.member(turn.khoi, state.member)
    if member is None:
        return await refused(turn, say("decide.unknown"))
    return await _stand_in(turn, voting, state.voter, member, typed)


async def _stand_in(turn: Turn, voting: Found, voter: VoterId, member: Member, mandate: str) -> Result:
    match stand_in(voting.ballot, voting.body, turn.member, voter, member, mandate[:100], turn.now):
        case RollChanged(ballot, event):
            await turn.store.ballots.save(turn.khoi, ballot, turn.now)
            await turn.store.voters.note(event, turn.fresh_id())
            return show(voting.with_ballot(ballot), lead=say("poll.acts_from_now", name=member.name))
        case MandateMissing():
            ask = screen(say("poll.ask_mandate", name=member.name), back=OfVoter(voting.ballot.id, voter))
            return Next(Mandating(voting.ballot.id, voter, member.id), ask)
        case AlreadyActs():
            return show(voting, lead=say("poll.already_acts", name=member.name))
        case SeatIsPersonal():
            return show(voting, lead=say("poll.seat_is_personal"))
        case OtherUnit() | substitution.UnknownVoter():
            return show(voting, lead=say("decide.unknown"))
        case RollClosed(state):
            return await refused(turn, state_words(state))
        case NotAllowed():
            return await refused(turn, say("chat.not_for_you"))


async def _mine(turn: Turn, ballot: BallotId) -> Found | End:
    voting = await found(turn, ballot)
    if voting is None or not prepares(voting.body, turn.member):
        return await refused(turn, say("chat.not_for_you"))
    return voting
