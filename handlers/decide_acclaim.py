"""Suy tôn: at most N units of the list (most often 01, the one to be proposed for the flag) are chosen.

decide.acclaim [Đơn vị A] [Đơn vị B] … [Không chọn] -> decide.read_back -> decide.cast_secret
"""

from dataclasses import dataclass

from campaign.ballot import Ballot
from campaign.ids import BallotId
from campaign.roll import Voter
from handlers.decide_choosing import choosing_by_button, choosing_by_number, chosen, names_on, with_buttons
from handlers.decide_words import due_words, headline, privacy, two
from handlers.kit import Flow, Result, Say, Turn, say

flow = Flow("decide_acclaim", about=say("decide.about"), help=say("decide.help_acclaim"))


@dataclass(frozen=True)
class Acclaiming:
    """Waits for the numbers of those acclaimed."""

    ballot: BallotId
    page: int


def paper(ballot: Ballot, voter: Voter, page: int = 0, lead: Say | None = None) -> Result:
    """The ballot paper."""
    text = say(
        "decide.acclaim",
        headline=headline(ballot),
        award=ballot.candidates[0].award,
        limit=two(ballot.settings.places or 1),
        names=names_on(ballot, page),
        how=say("decide.how_button") if with_buttons(ballot) else say("decide.how_number"),
        privacy=privacy(ballot),
        due=due_words(ballot),
    )
    if with_buttons(ballot):
        return choosing_by_button(ballot, voter, text, lead)
    return choosing_by_number(ballot, Acclaiming(ballot.id, page), page, text, lead)


@flow.answer(Acclaiming)
async def typed(turn: Turn, state: Acclaiming, text: str) -> Result:
    """The numbers, typed at once."""
    return await chosen(turn, state.ballot, text, lambda b, v, lead: paper(b, v, state.page, lead))
