"""The counting team and declared conflicts of a ballot.

poll.team [1] … (a press removes) ; a name typed -> those it may mean -> poll.team
[Xung đột lợi ích] -> poll.conflicts -> the voter -> the name -> the reason typed -> poll.conflicts
"""

from dataclasses import dataclass, replace

from campaign.ballots.ballot import Ballot, Recusal, Teller
from campaign.ballots.presiding import TeamNamed, WrongState, name_tellers
from campaign.ballots.rights import NotAllowed, prepares
from campaign.ids import BallotId, CandidateId, MemberId, VoterId
from campaign.search import matches, search_key
from handlers import lists
from handlers.decide.found import Found, found, refused
from handlers.decide.words import ManageBallot, headline, name_of
from handlers.kit import Choice, End, Flow, Next, Result, Row, Say, Turn, led, plain, say, screen
from handlers.poll.edit import CHANGEABLE, amended, draft_of
from handlers.poll.words import ShowDraft, Team, denied, state_words

flow = Flow("poll_team", about=say("decide.about"), help=say("poll.help_team"))

FEW = 6


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


class ConflictOf(Choice, tag="bt4"):
    """On whom this voter does not vote."""

    ballot: BallotId
    voter: VoterId
    page: int


class AddConflict(Choice, tag="bt5"):
    """This voter, this name: the reason is typed."""

    ballot: BallotId
    voter: VoterId
    candidate: CandidateId


@dataclass(frozen=True)
class NamingTeam:
    """A member is looked for."""

    ballot: BallotId


@dataclass(frozen=True)
class Declaring:
    """Waits for the reason of a conflict."""

    ballot: BallotId
    voter: VoterId
    candidate: CandidateId


@flow.press(Team)
async def team(turn: Turn, asked: Team) -> Result:
    """The counting team; named at any time before the count."""
    voting = await _mine(turn, asked.ballot)
    return voting if isinstance(voting, End) else _show(voting)


def _show(voting: Found, lead: Say | None = None) -> Next:
    ballot = voting.ballot
    rows: list[Row] = [
        DropTeller(ballot.id, one.member).labelled(say("poll.drop_button", name=one.name))
        for one in ballot.tellers[:5]
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
    meant = [m for m in await turn.store.people.members(turn.khoi) if matches(typed, search_key(m.name))]
    if not meant:
        return _show(voting, say("poll.nobody_found", typed=typed.strip()[:60]))
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
    return await _name(
        turn, voting, tuple(one for one in voting.ballot.tellers if one.member != asked.member)
    )


async def _name(turn: Turn, voting: Found, tellers: tuple[Teller, ...]) -> Result:
    match name_tellers(voting.ballot, voting.body, turn.member, tellers):
        case TeamNamed(ballot):
            await turn.store.ballots.save(turn.khoi, ballot, turn.now)
            return _show(voting.with_ballot(ballot))
        case NotAllowed() as refusal:
            return await refused(turn, denied(refusal))
        case WrongState(state):
            return await refused(turn, state_words(state))


# --- conflicts ---


@flow.press(Conflicts)
async def conflicts(turn: Turn, asked: Conflicts) -> Result:
    """Declared conflicts, and the voters to declare one for."""
    drafted = await draft_of(turn, asked.ballot)
    return drafted if isinstance(drafted, End) else _show_conflicts(drafted.ballot, asked.page)


def _show_conflicts(ballot: Ballot, page: int = 0) -> End:
    shown = lists.page_of(ballot.roll, page)
    rows = (
        *lists.numbers(shown, lambda one: ConflictOf(ballot.id, one.id, 0)),
        *lists.turning(shown, lambda to: Conflicts(ballot.id, to)),
    )
    declared = tuple(_conflict(ballot, one) for one in ballot.recusals)
    text = say(
        "poll.conflicts",
        declared=say("poll.declared", lines=declared) if declared else say("poll.none_declared"),
        voters=lists.lines(shown, lambda one: plain(one.name)),
    )
    return End(screen(text, *rows, back=Team(ballot.id)))


def _conflict(ballot: Ballot, one: Recusal) -> Say:
    voter = ballot.voter(one.voter)
    name = "" if voter is None else voter.name
    return say("poll.conflict_line", voter=name, name=name_of(ballot, one.candidate), reason=one.reason)


@flow.press(ConflictOf)
async def conflict_of(turn: Turn, asked: ConflictOf) -> Result:
    """On whom the voter does not vote; a declared one is taken back by pressing it again."""
    drafted = await draft_of(turn, asked.ballot)
    if isinstance(drafted, End):
        return drafted
    ballot, voter = drafted.ballot, drafted.ballot.voter(asked.voter)
    if voter is None:
        return _show_conflicts(ballot)
    shown = lists.page_of(ballot.candidates, asked.page)
    rows = (
        *lists.numbers(shown, lambda one: AddConflict(ballot.id, voter.id, one.id)),
        *lists.turning(shown, lambda to: ConflictOf(ballot.id, voter.id, to)),
    )
    names = lists.lines(shown, lambda one: plain(one.name))
    text = say("poll.conflict_of", voter=voter.name, names=names)
    return End(screen(text, *rows, back=Conflicts(ballot.id, 0)))


@flow.press(AddConflict)
async def add_conflict(turn: Turn, asked: AddConflict) -> Result:
    """Asks for the reason; one that is declared is taken back."""
    drafted = await draft_of(turn, asked.ballot)
    if isinstance(drafted, End):
        return drafted
    ballot = drafted.ballot
    kept = tuple(r for r in ballot.recusals if (r.voter, r.candidate) != (asked.voter, asked.candidate))
    if kept != ballot.recusals:
        return _show_conflicts((await amended(turn, drafted, replace(ballot, recusals=kept))).ballot)
    ask = screen(say("poll.why_conflict"), back=Conflicts(ballot.id, 0))
    return Next(Declaring(ballot.id, asked.voter, asked.candidate), ask)


@flow.answer(Declaring)
async def declare(turn: Turn, state: Declaring, typed: str) -> Result:
    """The conflict, with its reason; printed in the minutes."""
    drafted = await draft_of(turn, state.ballot)
    if isinstance(drafted, End):
        return drafted
    if not typed.strip():
        return await add_conflict(turn, AddConflict(state.ballot, state.voter, state.candidate))
    one = Recusal(state.voter, state.candidate, typed.strip()[:300])
    ballot = replace(drafted.ballot, recusals=(*drafted.ballot.recusals, one))
    return _show_conflicts((await amended(turn, drafted, ballot)).ballot)


async def _mine(turn: Turn, ballot: BallotId) -> Found | End:
    voting = await found(turn, ballot)
    if voting is None or not prepares(voting.body, turn.member):
        return await refused(turn, say("chat.not_for_you"))
    return voting
