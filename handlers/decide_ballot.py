"""Bỏ phiếu: đồng ý / không đồng ý for each name; no third box.

a short list: decide.question for one name after the other -> read back -> confirm: three names, five taps
a long one:   decide.long_list; the numbers of the exceptions are typed, in one message, or nobody is excepted:
              “Đồng ý với các đồng chí còn lại” -> read back -> confirm

Whatever is chosen, the number of messages is the same: an observer of their traffic learns nothing from it.
"""

from dataclasses import dataclass

from campaign.ballot import Ballot
from campaign.ids import BallotId
from campaign.marking import Marked, number, read_marked
from campaign.roll import Voter
from handlers.decide_cast import read_back
from handlers.decide_found import admitted, found, refused
from handlers.decide_words import (
    PAGE,
    ListFiles,
    OpenPaper,
    ReadBack,
    ReadFile,
    TurnNames,
    due_words,
    headline,
    listed,
    privacy,
    refusal_words,
    sealed,
)
from handlers.kit import Choice, End, Flow, Next, Result, Row, Say, Turn, led, say, screen

flow = Flow("decide_ballot", about=say("decide.about"), help=say("decide.help_ballot"))

SHORT = 5  # names asked one by one


class Answer(Choice, tag="ba", sealed_by="ballot"):
    """The name at `place` is answered; `marks` are the names not agreed with so far."""

    ballot: BallotId
    place: int
    marks: int


@dataclass(frozen=True)
class Marking:
    """Waits for the numbers of the names not agreed with, on a page of a long list."""

    ballot: BallotId
    page: int


def paper(ballot: Ballot, voter: Voter, page: int = 0, lead: Say | None = None) -> Result:
    """The ballot paper."""
    if len(ballot.candidates) <= SHORT:
        return question(ballot, voter, 0, 0, lead)
    return long_list(ballot, page, lead)


def question(ballot: Ballot, voter: Voter, after: int, marks: int, lead: Say | None = None) -> End:
    """Asks about the first name after a place that this voter answers for."""
    place = next_place(ballot, voter, after)
    assert place is not None, "whoever is recused from every name is not admitted"
    one = ballot.candidates[place - 1]
    text = say(
        "decide.question",
        headline=headline(ballot),
        place=place,
        total=len(ballot.candidates),
        name=listed(place, one),
        award=one.award,
        privacy=say("decide.privacy_line", privacy=privacy(ballot)) if after == 0 else None,
        due=due_words(ballot),
    )
    shown = screen(
        text,
        Answer(ballot.id, place, marks).labelled(say("decide.mark_agree")),
        Answer(ballot.id, place, marks | number([place])).labelled(say("decide.mark_disagree")),
        ReadFile(ballot.id, place).labelled(say("decide.file_button")),
        back=None if after == 0 else OpenPaper(ballot.id),
    )
    return End(shown if lead is None else led(lead, shown), sealed_by=sealed(ballot))


def next_place(ballot: Ballot, voter: Voter, after: int) -> int | None:
    """The next name this voter answers for, or None when every one is answered."""
    recused = ballot.recused(voter)
    places = enumerate(ballot.candidates, 1)
    return next((place for place, one in places if place > after and one.id not in recused), None)


@flow.press(Answer)
async def answer(turn: Turn, answered: Answer) -> Result:
    """The next name, or the whole ballot read back."""
    voting = await found(turn, answered.ballot)
    if voting is None:
        return await refused(turn, say("decide.unknown"))
    voter = await admitted(turn, voting.ballot)
    if not isinstance(voter, Voter):
        return await refused(turn, refusal_words(voter))
    if next_place(voting.ballot, voter, answered.place) is None:
        return await read_back(turn, ReadBack(answered.ballot, answered.marks))
    return question(voting.ballot, voter, answered.place, answered.marks)


def long_list(ballot: Ballot, page: int, lead: Say | None = None) -> Next:
    """A page of the list; numbers count on over the pages, so that it does not matter which one is shown."""
    first = page * PAGE
    names = tuple(listed(place, one) for place, one in enumerate(ballot.candidates, 1))[first : first + PAGE]
    text = say(
        "decide.long_list",
        headline=headline(ballot),
        names=names,
        total=len(ballot.candidates),
        privacy=privacy(ballot),
        due=due_words(ballot),
    )
    rows: list[Row] = [ReadBack(ballot.id, 0).labelled(say("decide.agree_all_button"))]
    rows += pages(ballot, page)
    rows.append(ListFiles(ballot.id, page))
    shown = screen(text, *rows)
    return Next(
        Marking(ballot.id, page), shown if lead is None else led(lead, shown), sealed_by=sealed(ballot)
    )


def pages(ballot: Ballot, page: int) -> list[Row]:
    """The buttons to the pages before and after."""
    turns = []
    if page > 0:
        turns.append(TurnNames(ballot.id, page - 1).labelled(say("decide.previous_button")))
    if len(ballot.candidates) > (page + 1) * PAGE:
        turns.append(TurnNames(ballot.id, page + 1).labelled(say("decide.next_button")))
    return [tuple(turns)] if turns else []


@flow.answer(Marking)
async def marked(turn: Turn, state: Marking, typed: str) -> Result:
    """The exceptions, typed at once: read back."""
    voting = await found(turn, state.ballot)
    if voting is None:
        return await refused(turn, say("decide.unknown"))
    match read_marked(voting.ballot, typed):
        case Marked(places):
            return await read_back(turn, ReadBack(state.ballot, number(places)))
        case wrong:
            lead = say("decide.not_on_list", part=wrong.part, total=len(voting.ballot.candidates))
            return long_list(voting.ballot, state.page, lead)
