"""Bầu: the unit (or units) that hold an office next year; the head of the unit acts.

decide.elect [Đơn vị A] [Đơn vị B] … [Không chọn] -> decide.read_back -> decide.cast_secret
"""

from dataclasses import dataclass

from campaign.ballot import Ballot
from campaign.ids import BallotId
from campaign.people import Office
from campaign.roll import Voter
from handlers.decide_choosing import choosing_by_button, choosing_by_number, chosen, names_on, with_buttons
from handlers.decide_words import due_words, headline, privacy, two
from handlers.kit import Flow, Result, Say, Turn, say

flow = Flow("decide_elect", about=say("decide.about"), help=say("decide.help_elect"))

OFFICES = {Office.CHAIR: say("decide.office_chair"), Office.VICE_CHAIR: say("decide.office_vice_chair")}


@dataclass(frozen=True)
class Electing:
    """Waits for the numbers of those elected."""

    ballot: BallotId
    page: int


def paper(ballot: Ballot, voter: Voter, page: int = 0, lead: Say | None = None) -> Result:
    """The ballot paper."""
    text = say(
        "decide.elect",
        headline=headline(ballot),
        office=OFFICES[ballot.settings.office or Office.CHAIR],
        limit=two(ballot.settings.places or 1),
        names=names_on(ballot, page),
        how=say("decide.how_button") if with_buttons(ballot) else say("decide.how_number"),
        privacy=privacy(ballot),
        due=due_words(ballot),
    )
    if with_buttons(ballot):
        return choosing_by_button(ballot, voter, text, lead)
    return choosing_by_number(ballot, Electing(ballot.id, page), page, text, lead)


@flow.answer(Electing)
async def typed(turn: Turn, state: Electing, text: str) -> Result:
    """The numbers, typed at once."""
    return await chosen(turn, state.ballot, text, lambda b, v, lead: paper(b, v, state.page, lead))
