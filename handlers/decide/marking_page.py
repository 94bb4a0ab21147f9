"""The pages of a long paper: names with their marks, a button with the number of each, and what the rest counts as.

The marks travel in the buttons, as one number (`campaign.ballots.marking`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from campaign.ballots.ballot import Ballot, Candidate
from campaign.ballots.choices import Mark as Said
from campaign.ballots.choices import TooMany
from campaign.ballots.marking import number, places
from campaign.ballots.roll import Voter
from campaign.ballots.rule import Act
from campaign.ids import BallotId, CandidateId
from campaign.people import Office
from handlers.decide.voting_words import MARKS, wrong_words
from handlers.decide.words import (
    OFFICES,
    PAGE,
    OpenPaper,
    ReadBack,
    due_words,
    headline,
    listed,
    privacy,
    sealed,
    two,
    why,
)
from handlers.kit import Button, Choice, Marks, Next, Row, Say, Screen, led, say, screen

SHORT = 5  # names asked one by one
BUTTONS = 6  # names of which one is chosen by its own button
IN_A_ROW = 5  # buttons with a number


class Mark(Choice, tag="bk", sealed_by="ballot", unwritten=True):
    """A page of the paper with these names marked (`campaign.ballots.marking`)."""

    ballot: BallotId
    page: int
    marks: Marks


class MarkFiles(Choice, tag="bu", sealed_by="ballot", unwritten=True, label=say("decide.files_button")):
    """Whose file to read, of the names on a page."""

    ballot: BallotId
    page: int
    marks: Marks


class MarkFile(Choice, tag="bv", sealed_by="ballot", unwritten=True):
    """One candidate's file, and back to the page."""

    ballot: BallotId
    place: int
    marks: Marks


@dataclass(frozen=True)
class Marking:
    """Waits for numbers or names, on a page of a long paper on which these names are marked."""

    ballot: BallotId
    page: int
    marks: Marks


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
    rows.append((MarkFiles(ballot.id, page, marks), *(why(ballot, marks) if page == 0 else ())))
    return waiting(ballot, page, marks, screen(text, *rows), lead or _too_many(ballot, marks))


def found_page(ballot: Ballot, voter: Voter, hits: tuple[int, ...], state: Marking) -> Next:
    """What a search has found, with a button for each."""
    text = say(
        "decide.marking_found",
        headline=headline(ballot),
        names=_names(ballot, voter, hits[:PAGE], state.marks),
        more=say("decide.marking_more", count=len(hits) - PAGE) if len(hits) > PAGE else None,
    )
    buttons = _numbers(ballot, voter, hits[:PAGE], state.marks)
    shown = screen(text, *buttons, back=Mark(ballot.id, state.page, state.marks))
    return waiting(ballot, state.page, state.marks, shown)


def waiting(ballot: Ballot, page: int, marks: int, shown: Screen, lead: Say | None = None) -> Next:
    """The screen, with the paper waiting under it for numbers or names."""
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
    return in_rows(
        [_number(ballot, place, marks) for place in on_page if ballot.candidates[place - 1].id not in recused]
    )


def _number(ballot: Ballot, place: int, marks: int) -> Button:
    """Marks a name, or unmarks it; where only one may be chosen, choosing it is all."""
    if ballot.settings.places == 1:
        return ReadBack(ballot.id, number([place])).labelled(digits(place))
    label = say("decide.marked_number", place=place) if marks >> (place - 1) & 1 else digits(place)
    return Mark(ballot.id, page_of(place), marks ^ number([place])).labelled(label)


def digits(place: int) -> Say:
    """The number of a name, as on its button."""
    return say("decide.number", place=place)


def in_rows(buttons: list[Button]) -> list[Row]:
    """Several numbers side by side."""
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


def page_of(place: int) -> int:
    """The page on which a name stands."""
    return (place - 1) // PAGE
