"""Suy tôn and bầu: at most N names are chosen out of a list, most often one.

one name of a short list: decide.acclaim, decide.elect [Đơn vị A] [Đơn vị B] … [Không chọn] -> read back -> confirm
more, or a long list:     decide_marking

Suy tôn: the units to be proposed for the flag. Bầu: the unit that holds an office next year; its head acts.
Choosing nobody is a blank ballot: it stands in the base and counts for nobody.
"""

from campaign.ballots.ballot import Ballot
from campaign.ballots.marking import number
from campaign.ballots.roll import Voter
from campaign.ballots.rule import Act
from campaign.people import Office
from handlers.decide.marking_page import is_long, marking
from handlers.decide.words import (
    OFFICES,
    ListFiles,
    ReadBack,
    due_words,
    headline,
    listed,
    privacy,
    sealed,
    two,
    why,
)
from handlers.kit import End, Result, Row, Say, led, plain, say, screen


def paper(ballot: Ballot, voter: Voter, lead: Say | None = None) -> Result:
    """The ballot paper."""
    if is_long(ballot):
        return marking(ballot, voter, 0, 0, lead)
    recused = ballot.recused(voter)
    names: list[Row] = [
        ReadBack(ballot.id, number([place])).labelled(plain(one.name))
        for place, one in enumerate(ballot.candidates, 1)
        if one.id not in recused
    ]
    nobody = ReadBack(ballot.id, 0).labelled(say("decide.nobody_button"))
    files: list[Row] = [ListFiles(ballot.id, 0)] if any(one.registration for one in ballot.candidates) else []
    shown = screen(_text(ballot), *names, nobody, *files, *why(ballot))
    return End(shown if lead is None else led(lead, shown), sealed_by=sealed(ballot))


def _text(ballot: Ballot) -> Say:
    names = tuple(listed(place, one) for place, one in enumerate(ballot.candidates, 1))
    head, secrecy, due, limit = headline(ballot), privacy(ballot), due_words(ballot), two(1)
    if ballot.settings.act is Act.ELECT:
        office = OFFICES[ballot.settings.office or Office.CHAIR]
        return say(
            "decide.elect", headline=head, office=office, limit=limit, names=names, privacy=secrecy, due=due
        )
    award = ballot.candidates[0].award
    return say(
        "decide.acclaim", headline=head, award=award, limit=limit, names=names, privacy=secrecy, due=due
    )
