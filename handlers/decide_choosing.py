"""What suy tôn and bầu have in common: at most N names are chosen out of a list.

one name of a short list: a button for each -> read back -> confirm
more, or a long list:     the numbers are typed, in one message; “0” chooses nobody

Choosing nobody is a blank ballot: it stands in the base and counts for nobody.
"""

from collections.abc import Callable

from campaign.ballot import Ballot
from campaign.ids import BallotId
from campaign.marking import Marked, number, read_marked
from campaign.roll import Voter
from handlers.decide_ballot import pages
from handlers.decide_cast import read_back
from handlers.decide_found import admitted, found, refused
from handlers.decide_words import PAGE, ListFiles, ReadBack, listed, refusal_words, sealed
from handlers.kit import End, Next, Result, Row, Say, Turn, led, plain, say, screen

BUTTONS = 6  # names that fit under one screen


def with_buttons(ballot: Ballot) -> bool:
    """Whether every name gets a button: one is chosen, of few."""
    return ballot.settings.places == 1 and len(ballot.candidates) <= BUTTONS


def choosing_by_button(ballot: Ballot, voter: Voter, text: Say, lead: Say | None) -> End:
    """A button for each name that this voter may choose, and one for nobody."""
    recused = ballot.recused(voter)
    names: list[Row] = [
        ReadBack(ballot.id, number([place])).labelled(plain(one.name))
        for place, one in enumerate(ballot.candidates, 1)
        if one.id not in recused
    ]
    nobody = ReadBack(ballot.id, 0).labelled(say("decide.nobody_button"))
    files: list[Row] = [ListFiles(ballot.id, 0)] if any(one.registration for one in ballot.candidates) else []
    shown = screen(text, *names, nobody, *files)
    return End(shown if lead is None else led(lead, shown), sealed_by=sealed(ballot))


def choosing_by_number(ballot: Ballot, state: object, page: int, text: Say, lead: Say | None) -> Next:
    """A page of the list; the numbers are typed."""
    nobody: list[Row] = [ReadBack(ballot.id, 0).labelled(say("decide.nobody_button"))]
    shown = screen(text, *nobody, *pages(ballot, page), ListFiles(ballot.id, page))
    return Next(state, shown if lead is None else led(lead, shown), sealed_by=sealed(ballot))


def names_on(ballot: Ballot, page: int) -> tuple[Say, ...]:
    """The lines of a page, numbered over the whole list; all of them where each has a button."""
    lines = tuple(listed(place, one) for place, one in enumerate(ballot.candidates, 1))
    return lines if with_buttons(ballot) else lines[page * PAGE : (page + 1) * PAGE]


async def chosen(
    turn: Turn, ballot: BallotId, typed: str, again: Callable[[Ballot, Voter, Say], Result]
) -> Result:
    """The ballot read back; or its paper again, with what was not understood."""
    voting = await found(turn, ballot)
    if voting is None:
        return await refused(turn, say("decide.unknown"))
    voter = await admitted(turn, voting.ballot)
    if not isinstance(voter, Voter):
        return await refused(turn, refusal_words(voter))
    match read_marked(voting.ballot, typed):
        case Marked(places):
            return await read_back(turn, ReadBack(ballot, number(places)))
        case wrong:
            total = len(voting.ballot.candidates)
            return again(voting.ballot, voter, say("decide.not_on_list", part=wrong.part, total=total))
