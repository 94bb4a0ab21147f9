"""The counting team of a ballot; declared conflicts are in conflicts.py.

poll.team [1] … (a press removes) ; a name typed -> those it may mean -> poll.team
"""

from dataclasses import dataclass

from campaign.ballots.ballot import Teller
from campaign.ballots.presiding import TeamNamed, WrongState, name_tellers
from campaign.ballots.rights import NotAllowed, prepares
from campaign.ids import BallotId, MemberId
from campaign.search import finder, search_key
from handlers.decide.found import Found, found, refused
from handlers.decide.words import ManageBallot, headline
from handlers.kit import Choice, End, Flow, Next, Result, Row, Say, Turn, led, say, screen
from handlers.leafing import those
from handlers.poll.edit import CHANGEABLE
from handlers.poll.words import ShowDraft, Team, denied, state_words

flow = Flow("poll_team", about=say("decide.about"), help=say("poll.help_team"))

FEW = 6  # people offered for a name that was typed
MOST_DROPPED = 5
"""Members with a button to take them out: a screen has eight rows, and the others become visible as these go."""
LONGEST_ECHO = 60  # characters of what was typed, said back


class AddTeller(Choice, tag="bt1"):
    """A member of the counting team."""

    ballot: BallotId
    member: MemberId


class DropTeller(Choice, tag="bt2"):
    """No longer."""

    ballot: BallotId
    member: MemberId


class Conflicts(Choice, tag="bt3", label=say("poll.conflicts_button")):
    """Who does not vote on whom."""

    ballot: BallotId
    page: int


@dataclass(frozen=True)
class NamingTeam:
    """A member is looked for."""

    ballot: BallotId


@flow.press(Team)
async def team(turn: Turn, asked: Team) -> Result:
    """The counting team; named at any time before the count."""
    voting = await _mine(turn, asked.ballot)
    return voting if isinstance(voting, End) else _show(voting)


def _show(voting: Found, lead: Say | None = None) -> Next:
    ballot = voting.ballot
    rows: list[Row] = [
        DropTeller(ballot.id, one.member).labelled(say("poll.drop_button", name=one.name))
        for one in ballot.tellers[:MOST_DROPPED]
    ]
    if ballot.state in CHANGEABLE:
        rows.append(Conflicts(ballot.id, 0))
    back = ShowDraft(ballot.id) if ballot.state in CHANGEABLE else ManageBallot(ballot.id)
    names = tuple(say("poll.teller_line", name=one.name, position=one.position) for one in ballot.tellers)
    who = say("poll.team_names", names=names) if names else say("poll.team_nobody")
    shown = screen(say("poll.team", headline=headline(ballot), names=who), *rows, back=back)
    return Next(NamingTeam(ballot.id), shown if lead is None else led(lead, shown))


@flow.search(NamingTeam)
async def look_for(turn: Turn, state: NamingTeam, typed: str) -> Result:
    """Whom the typed words mean."""
    voting = await _mine(turn, state.ballot)
    if isinstance(voting, End):
        return voting
    fits = finder(typed)
    meant = await those(await turn.store.people.members(turn.khoi), lambda m: fits(search_key(m.name)))
    if not meant:
        return _show(voting, say("poll.nobody_found", typed=typed.strip()[:LONGEST_ECHO]))
    rows = [
        AddTeller(state.ballot, one.id).labelled(say("poll.member_of", name=one.name, unit=one.unit_name))
        for one in meant[:FEW]
    ]
    return Next(state, screen(say("poll.whom_to_add", count=len(meant)), *rows, back=Team(state.ballot)))


@flow.press(AddTeller)
async def add_teller(turn: Turn, asked: AddTeller) -> Result:
    """Names somebody."""
    voting = await _mine(turn, asked.ballot)
    if isinstance(voting, End):
        return voting
    member = await turn.store.people.member(turn.khoi, asked.member)
    if member is None or member.left_at is not None:
        return await refused(turn, say("decide.unknown"))
    others = tuple(one for one in voting.ballot.tellers if one.member != member.id)
    return await _name(turn, voting, (*others, Teller(member.id, member.name, member.position)))


@flow.press(DropTeller)
async def drop_teller(turn: Turn, asked: DropTeller) -> Result:
    """Takes somebody out."""
    voting = await _mine(turn, asked.ballot)
    if isinstance(voting, End):
        return voting
    others = tuple(one for one in voting.ballot.tellers if one.member != asked.member)
    return await _name(turn, voting, others)


async def _name(turn: Turn, voting: Found, tellers: tuple[Teller, ...]) -> Result:
    match name_tellers(voting.ballot, voting.body, turn.member, tellers):
        case TeamNamed(ballot):
            await turn.store.ballots.save(turn.khoi, ballot, turn.now)
            return _show(voting.with_ballot(ballot))
        case NotAllowed() as refusal:
            return await refused(turn, denied(refusal))
        case WrongState(state):
            return await refused(turn, state_words(state))


async def _mine(turn: Turn, ballot: BallotId) -> Found | End:
    voting = await found(turn, ballot)
    if voting is None or not prepares(voting.body, turn.member):
        return await refused(turn, say("chat.not_for_you"))
    return voting
