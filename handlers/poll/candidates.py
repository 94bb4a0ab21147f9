"""The list of a ballot: from confirmed registrations, or added with a reason.

poll.candidates [1] [2] … -> poll.candidate [Bỏ khỏi danh sách]
    a name typed -> those it may mean -> poll.why -> the reason typed -> poll.candidates
    [Thêm tất cả đơn vị] -> poll.why -> the reason typed
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from campaign.ballots.ballot import Ballot, Candidate
from campaign.ballots.marking import MOST_NAMES
from campaign.ballots.rule import Act
from campaign.ids import BallotId, CandidateId, UnitId
from campaign.search import finder, matches, search_key
from handlers import lists
from handlers.decide.found import Found, refused
from handlers.decide.words import headline, listed
from handlers.kit import Choice, End, Flow, Next, Result, Row, Say, Turn, led, plain, say, screen
from handlers.leafing import those
from handlers.poll.edit import amended, draft_of
from handlers.poll.names import every_unit, in_order, of_member, of_unit
from handlers.poll.words import ShowDraft

flow = Flow("poll_candidates", about=say("decide.about"), help=say("poll.help_candidates"))

FEW = 6  # names found by typing


class What(StrEnum):
    """What is added."""

    MEMBER = "m"
    UNIT = "u"
    ALL_UNITS = "a"


class ListCandidates(Choice, tag="bql", label=say("poll.candidates_button")):
    """The list of names."""

    ballot: BallotId
    page: int


class OneCandidate(Choice, tag="bqi"):
    """One name of the list."""

    ballot: BallotId
    candidate: CandidateId


class RemoveCandidate(Choice, tag="bqj", label=say("poll.remove_button")):
    """Takes the name off the list."""

    ballot: BallotId
    candidate: CandidateId


class AddName(Choice, tag="bqk"):
    """Puts somebody on the list, with a reason."""

    ballot: BallotId
    what: What
    id: int


@dataclass(frozen=True)
class Adding:
    """A name is looked for to be added."""

    ballot: BallotId


@dataclass(frozen=True)
class Explaining:
    """Waits for the reason why somebody without a confirmed registration is put on the list."""

    ballot: BallotId
    what: What
    id: int


@flow.press(ListCandidates)
async def list_candidates(turn: Turn, asked: ListCandidates) -> Result:
    """The list, ten a page."""
    drafted = await draft_of(turn, asked.ballot)
    return drafted if isinstance(drafted, End) else show_list(drafted, asked.page)


def show_list(drafted: Found, page: int = 0, lead: Say | None = None) -> Result:
    """The list as a screen; a name typed is looked for to be added."""
    ballot = drafted.ballot
    shown = lists.page_of(ballot.candidates, page)
    places = {one.id: place for place, one in enumerate(ballot.candidates, 1)}
    rows: list[Row] = [
        *lists.numbers(shown, lambda one: OneCandidate(ballot.id, one.id)),
        *lists.turning(shown, lambda to: ListCandidates(ballot.id, to)),
        AddName(ballot.id, What.ALL_UNITS, 0).labelled(say("poll.add_units_button")),
    ]
    names = tuple(listed(places[one.id], one) for one in shown.items)
    text = say("poll.candidates", headline=headline(ballot), total=len(ballot.candidates), names=names)
    if not names:
        text = say("poll.no_candidates", headline=headline(ballot))
    whole = screen(text, *rows, back=ShowDraft(ballot.id))
    return Next(Adding(ballot.id), whole if lead is None else led(lead, whole))


@flow.press(OneCandidate)
async def one_candidate(turn: Turn, asked: OneCandidate) -> Result:
    """One name, and why it is there."""
    drafted = await draft_of(turn, asked.ballot)
    if isinstance(drafted, End):
        return drafted
    one = drafted.ballot.candidate(asked.candidate)
    if one is None:
        return show_list(drafted)
    why = (
        say("poll.from_registration")
        if one.registration
        else say("decide.added_because", reason=one.added_because)
    )
    text = say("poll.candidate", name=one.name, unit=one.unit_name, award=one.award, why=why)
    return End(screen(text, RemoveCandidate(asked.ballot, one.id), back=ListCandidates(asked.ballot, 0)))


@flow.press(RemoveCandidate)
async def remove(turn: Turn, asked: RemoveCandidate) -> Result:
    """The list without the name."""
    drafted = await draft_of(turn, asked.ballot)
    if isinstance(drafted, End):
        return drafted
    names = tuple(one for one in drafted.ballot.candidates if one.id != asked.candidate)
    recusals = tuple(one for one in drafted.ballot.recusals if one.candidate != asked.candidate)
    changed = await amended(turn, drafted, replace(drafted.ballot, candidates=names, recusals=recusals))
    return show_list(changed, lead=say("poll.removed"))


@flow.search(Adding)
async def look_for(turn: Turn, state: Adding, typed: str) -> Result:
    """Whom the typed words mean, among the members and the units."""
    drafted = await draft_of(turn, state.ballot)
    if isinstance(drafted, End):
        return drafted
    units = [u for u in await turn.store.units.active(turn.khoi) if matches(typed, search_key(u.name))]
    fits = finder(typed)
    people = await those(await turn.store.people.members(turn.khoi), lambda m: fits(search_key(m.name)))
    if drafted.ballot.settings.act is Act.ELECT:
        people = []
    rows: list[Row] = [AddName(state.ballot, What.UNIT, unit.id).labelled(plain(unit.name)) for unit in units]
    rows += [
        AddName(state.ballot, What.MEMBER, one.id).labelled(
            say("poll.member_of", name=one.name, unit=one.unit_name)
        )
        for one in people
    ]
    if not rows:
        return show_list(drafted, lead=say("poll.nobody_found", typed=typed.strip()[:60]))
    shown = screen(
        say("poll.whom_to_add", count=len(rows)), *rows[:FEW], back=ListCandidates(state.ballot, 0)
    )
    return Next(state, shown)


@flow.press(AddName)
async def add_name(turn: Turn, asked: AddName) -> Result:
    """Asks why; whoever may be elected needs no reason."""
    drafted = await draft_of(turn, asked.ballot)
    if isinstance(drafted, End):
        return drafted
    state = Explaining(asked.ballot, asked.what, asked.id)
    if drafted.ballot.settings.act is Act.ELECT:
        return await explain(turn, state, "")
    ask = screen(say("poll.why"), back=ListCandidates(asked.ballot, 0))
    return Next(state, ask)


@flow.answer(Explaining)
async def explain(turn: Turn, state: Explaining, typed: str) -> Result:
    """The list with the name."""
    drafted = await draft_of(turn, state.ballot)
    if isinstance(drafted, End):
        return drafted
    ballot, reason = drafted.ballot, typed.strip()
    if not reason and ballot.settings.act is not Act.ELECT:
        return Next(state, screen(say("poll.why"), back=ListCandidates(state.ballot, 0)))
    new = await _new(turn, ballot, state, reason)
    if new is None:
        return await refused(turn, say("decide.unknown"))
    there = {(one.subject, one.member, one.unit) for one in ballot.candidates}
    fresh = [one for one in new if (one.subject, one.member, one.unit) not in there]
    if len(ballot.candidates) + len(fresh) > MOST_NAMES:
        return show_list(drafted, lead=say("poll.too_many_names", most=MOST_NAMES))
    names = await in_order(turn, (*ballot.candidates, *fresh))
    changed = await amended(turn, drafted, replace(ballot, candidates=names))
    return show_list(changed, lead=say("poll.added", count=len(fresh)))


async def _new(turn: Turn, ballot: Ballot, state: Explaining, reason: str) -> tuple[Candidate, ...] | None:
    award = ballot.candidates[0].award if ballot.candidates else _award_name(turn, ballot)
    if state.what is What.ALL_UNITS:
        return await every_unit(turn, award, reason)
    members = await turn.store.people.members(turn.khoi)
    if state.what is What.UNIT:
        unit = await turn.store.units.get(turn.khoi, UnitId(state.id))
        return None if unit is None else (of_unit(turn, unit, award, members, reason),)
    member = next((one for one in members if one.id == state.id), None)
    return None if member is None else (of_member(turn, member, award, reason),)


def _award_name(turn: Turn, ballot: Ballot) -> str:
    found = [award for award in turn.catalogue.awards if award.code == ballot.award]
    return found[-1].name.vi if found else ballot.title
