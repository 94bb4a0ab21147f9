"""Bỏ phiếu: đồng ý / không đồng ý for each name; no third box.

a short list: decide.question for one name after the other -> read back -> confirm: three names, five taps
a long one:   the exceptions are marked (decide_marking), then “Đồng ý với các đồng chí còn lại” -> read back -> confirm

Whatever is chosen, the number of turns that are stored is the same: an observer of the disk learns nothing from it.
"""

from campaign.ballots.ballot import Ballot
from campaign.ballots.marking import number
from campaign.ballots.roll import Voter
from campaign.ids import BallotId
from handlers.decide.cast import read_back
from handlers.decide.found import admitted, found, refused
from handlers.decide.marking_page import is_long, marking
from handlers.decide.voting_words import refusal_words
from handlers.decide.words import (
    OpenPaper,
    ReadBack,
    ReadFile,
    due_words,
    headline,
    listed,
    privacy,
    sealed,
    why,
)
from handlers.kit import Choice, End, Flow, Marks, Result, Say, Turn, led, say, screen

flow = Flow("decide_ballot", about=say("decide.about"), help=say("decide.help_ballot"))


class Answer(Choice, tag="ba", sealed_by="ballot"):
    """The name at `place` is answered; `marks` are the names not agreed with so far."""

    ballot: BallotId
    place: int
    marks: Marks


def paper(ballot: Ballot, voter: Voter, lead: Say | None = None) -> Result:
    """The ballot paper."""
    if is_long(ballot):
        return marking(ballot, voter, 0, 0, lead)
    return question(ballot, voter, 0, 0, lead)


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
        *(why(ballot) if after == 0 else ()),
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
