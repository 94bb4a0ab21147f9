"""A long paper is marked by tapping, page by page; every name that is not marked counts as the rest.

decide.marking [1] [2] … [10] -> the same page with the marks -> [Đồng ý với các đồng chí còn lại (58)] -> read back
types “3, 7” -> marked too; types a part of a name or unit -> decide.marking_found, with a button for each
[Hồ sơ ứng viên] -> decide.marking_files [1] … -> decide.file -> ‹ the page, with the marks

The marks travel in the buttons. Of a secret ballot nothing of this is stored anywhere (`unwritten`): the number of
turns would tell how many names somebody marked.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from campaign.ballot import Ballot, Candidate
from campaign.choices import Mark as Said
from campaign.choices import TooMany
from campaign.ids import BallotId, CandidateId
from campaign.marking import Marked, NotUnderstood, Searched, number, places, read_on_list
from campaign.people import Office
from campaign.roll import Voter
from campaign.rule import Act
from handlers.decide_files import file_of, kept_files, readable
from handlers.decide_found import admitted, found, refused
from handlers.decide_words import (
    MARKS,
    OFFICES,
    PAGE,
    OpenPaper,
    ReadBack,
    due_words,
    headline,
    listed,
    privacy,
    refusal_words,
    sealed,
    two,
    wrong_words,
)
from handlers.kit import Button, Choice, Flow, Next, Result, Row, Say, Screen, Turn, led, say, screen

flow = Flow("decide_marking", about=say("decide.about"), help=say("decide.help_marking"))

SHORT = 5  # names asked one by one
BUTTONS = 6  # names of which one is chosen by its own button
IN_A_ROW = 5  # buttons with a number


class Mark(Choice, tag="bk", sealed_by="ballot", unwritten=True):
    """A page of the paper with these names marked (`campaign.marking`)."""

    ballot: BallotId
    page: int
    marks: int


class MarkFiles(Choice, tag="bu", sealed_by="ballot", unwritten=True, label=say("decide.files_button")):
    """Whose file to read, of the names on a page."""

    ballot: BallotId
    page: int
    marks: int


class MarkFile(Choice, tag="bv", sealed_by="ballot", unwritten=True):
    """One candidate's file, and back to the page."""

    ballot: BallotId
    place: int
    marks: int


@dataclass(frozen=True)
class Marking:
    """Waits for numbers or names, on a page of a long paper on which these names are marked."""

    ballot: BallotId
    page: int
    marks: int


def is_long(ballot: Ballot) -> bool:
    """Whether the names of this ballot are marked on a list, page by page."""
    match ballot.settings.act:
        case Act.BALLOT:
            return len(ballot.candidates) > SHORT
        case Act.ACCLAIM | Act.ELECT:
            return ballot.settings.places != 1 or len(ballot.candidates) > BUTTONS
        case _:
            return False


def redo(ballot: Ballot, marks: int) -> Choice:
    """Back to the paper from the read-back; on a long one the marks are still there."""
    return Mark(ballot.id, 0, marks) if is_long(ballot) else OpenPaper(ballot.id)


def marking(ballot: Ballot, voter: Voter, page: int, marks: int, lead: Say | None = None) -> Next:
    """A page of the paper; numbers count on over the pages."""
    last = (len(ballot.candidates) - 1) // PAGE
    page = min(max(0, page), last)
    on_page = range(page * PAGE + 1, min((page + 1) * PAGE, len(ballot.candidates)) + 1)
    text = say(
        "decide.marking",
        headline=headline(ballot),
        names=_names(ballot, voter, on_page, marks),
        how=_how(ballot),
        marked=_marked(marks),
        privacy=say("decide.privacy_line", privacy=privacy(ballot)) if page == 0 else None,
        due=due_words(ballot),
    )
    rows = [*_numbers(ballot, voter, on_page, marks), *_done(ballot, voter, marks)]
    turns = []
    if page > 0:
        turns.append(Mark(ballot.id, page - 1, marks).labelled(say("decide.previous_button")))
    if page < last:
        turns.append(Mark(ballot.id, page + 1, marks).labelled(say("decide.next_button")))
    if turns:
        rows.append(tuple(turns))
    rows.append(MarkFiles(ballot.id, page, marks))
    return _waiting(ballot, page, marks, screen(text, *rows), lead or _too_many(ballot, marks))


@flow.press(Mark)
async def mark(turn: Turn, asked: Mark) -> Result:
    """The page with other marks, or another page."""
    paper = await _paper(turn, asked.ballot)
    if not isinstance(paper, tuple):
        return await refused(turn, paper)
    return marking(*paper, asked.page, asked.marks)


@flow.marking(Marking)
async def typed(turn: Turn, state: Marking, text: str) -> Result:
    """Numbers and whole names are marked too, “0” unmarks all; a part of a name searches."""
    paper = await _paper(turn, state.ballot)
    if not isinstance(paper, tuple):
        return await refused(turn, paper)
    ballot, voter = paper
    if turn.files:
        return marking(ballot, voter, state.page, state.marks, say("decide.no_files"))
    match read_on_list(ballot, text):
        case Marked(()):
            return marking(ballot, voter, state.page, 0)
        case Marked(meant):
            return marking(ballot, voter, _page_of(meant[0]), state.marks | number(meant))
        case Searched(hits):
            return _found(ballot, voter, hits, state)
        case NotUnderstood(part):
            wrong = say("decide.not_on_list", part=part, total=len(ballot.candidates))
            return marking(ballot, voter, state.page, state.marks, wrong)


@flow.press(MarkFiles)
async def files(turn: Turn, asked: MarkFiles) -> Result:
    """Whose file to read."""
    paper = await _paper(turn, asked.ballot)
    if not isinstance(paper, tuple):
        return await refused(turn, paper)
    ballot, _ = paper
    page = min(max(0, asked.page), (len(ballot.candidates) - 1) // PAGE)
    listing = list(enumerate(ballot.candidates, 1))[page * PAGE : (page + 1) * PAGE]
    buttons = [MarkFile(ballot.id, place, asked.marks).labelled(_digits(place)) for place, _ in listing]
    names = tuple(listed(place, one) for place, one in listing)
    text = say("decide.marking_files", headline=headline(ballot), names=names)
    shown = screen(text, *_in_rows(buttons), back=Mark(ballot.id, page, asked.marks))
    return _waiting(ballot, page, asked.marks, shown, None)


@flow.press(MarkFile)
async def file(turn: Turn, asked: MarkFile) -> Result:
    """One candidate's file; what is marked stays marked."""
    voting = await readable(turn, asked.ballot)
    if voting is None or not 1 <= asked.place <= len(voting.ballot.candidates):
        return await refused(turn, say("decide.unknown"))
    ballot, page = voting.ballot, _page_of(asked.place)
    text, report = await file_of(turn, ballot, asked.place)
    shown = screen(text, back=Mark(ballot.id, page, asked.marks))
    state = Marking(ballot.id, page, asked.marks)
    return Next(state, shown, *kept_files(report), sealed_by=sealed(ballot))


async def _paper(turn: Turn, asked: BallotId) -> tuple[Ballot, Voter] | Say:
    """The ballot and the voter for whom this person marks it, or why not."""
    voting = await found(turn, asked)
    if voting is None:
        return say("decide.unknown")
    voter = await admitted(turn, voting.ballot)
    return (voting.ballot, voter) if isinstance(voter, Voter) else refusal_words(voter)


def _found(ballot: Ballot, voter: Voter, hits: tuple[int, ...], state: Marking) -> Next:
    text = say(
        "decide.marking_found",
        headline=headline(ballot),
        names=_names(ballot, voter, hits[:PAGE], state.marks),
        more=say("decide.marking_more", count=len(hits) - PAGE) if len(hits) > PAGE else None,
    )
    buttons = _numbers(ballot, voter, hits[:PAGE], state.marks)
    shown = screen(text, *buttons, back=Mark(ballot.id, state.page, state.marks))
    return _waiting(ballot, state.page, state.marks, shown, None)


def _waiting(ballot: Ballot, page: int, marks: int, shown: Screen, lead: Say | None) -> Next:
    shown = shown if lead is None else led(lead, shown)
    return Next(Marking(ballot.id, page, marks), shown, sealed_by=sealed(ballot))


def _names(ballot: Ballot, voter: Voter, on_page: Iterable[int], marks: int) -> tuple[Say, ...]:
    recused, lines = ballot.recused(voter), []
    for place in on_page:
        one = ballot.candidates[place - 1]
        line, word = listed(place, one), _word(ballot, one, recused, marks >> (place - 1) & 1)
        lines.append(line if word is None else say("decide.mark_line", name=line, mark=word))
    return tuple(lines)


def _word(ballot: Ballot, one: Candidate, recused: frozenset[CandidateId], marked: int) -> Say | None:
    if one.id in recused:
        return MARKS[Said.RECUSED]
    if not marked:
        return None
    return say("decide.mark_chosen") if ballot.settings.act.chooses else MARKS[Said.DISAGREE]


def _numbers(ballot: Ballot, voter: Voter, on_page: Iterable[int], marks: int) -> list[Row]:
    recused = ballot.recused(voter)
    return _in_rows(
        [_number(ballot, place, marks) for place in on_page if ballot.candidates[place - 1].id not in recused]
    )


def _number(ballot: Ballot, place: int, marks: int) -> Button:
    """Marks a name, or unmarks it; where only one may be chosen, choosing it is all."""
    if ballot.settings.places == 1:
        return ReadBack(ballot.id, number([place])).labelled(_digits(place))
    label = say("decide.marked_number", place=place) if marks >> (place - 1) & 1 else _digits(place)
    return Mark(ballot.id, _page_of(place), marks ^ number([place])).labelled(label)


def _digits(place: int) -> Say:
    return say("decide.number", place=place)


def _in_rows(buttons: list[Button]) -> list[Row]:
    return [tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW)]


def _done(ballot: Ballot, voter: Voter, marks: int) -> list[Row]:
    """To the read-back, in words that say what the names without a mark mean."""
    if _too_many(ballot, marks) is not None:
        return []
    back = ReadBack(ballot.id, marks)
    if ballot.settings.act.chooses:
        return [back.labelled(say("decide.done_choosing") if marks else say("decide.nobody_button"))]
    if not marks:
        return [back.labelled(say("decide.agree_all_button"))]
    rest = len(ballot.candidates) - len(ballot.recused(voter)) - len(places(marks))
    return [back.labelled(say("decide.agree_rest", count=two(rest)))]


def _too_many(ballot: Ballot, marks: int) -> Say | None:
    chosen, limit = len(places(marks)), ballot.settings.places
    if not ballot.settings.act.chooses or limit is None or chosen <= limit:
        return None
    return wrong_words(ballot, TooMany(limit, chosen))


def _marked(marks: int) -> Say:
    if not marks:
        return say("decide.marked_none")
    marked = places(marks)
    return say("decide.marked_some", count=two(len(marked)), places=", ".join(map(str, marked)))


def _how(ballot: Ballot) -> Say:
    limit = two(ballot.settings.places or 1)
    match ballot.settings.act:
        case Act.ACCLAIM:
            return say("decide.marking_acclaim", award=ballot.candidates[0].award, limit=limit)
        case Act.ELECT:
            office = OFFICES[ballot.settings.office or Office.CHAIR]
            return say("decide.marking_elect", office=office, limit=limit)
        case _:
            return say("decide.marking_exceptions", total=len(ballot.candidates))


def _page_of(place: int) -> int:
    return (place - 1) // PAGE
