"""A slip of paper as the counting team reads it: the names marked on it, or that it is blank or spoilt."""

from collections.abc import Sequence

from campaign.ballots.ballot import Ballot
from campaign.ballots.choices import Choice as OneChoice
from campaign.ballots.choices import Choices, Mark
from campaign.ballots.envelopes import PaperSlip, spoilt
from campaign.ballots.marking import places
from campaign.ballots.opinions import ReceivedOpinion
from handlers.decide.words import is_secret
from handlers.kit import Say, say

NOTHING = "0"  # no name is marked: nobody is chosen, or all are agreed with
SPOILT = "x"
BLANK = "b"
Slips = tuple[str, ...]
"""Each the names marked as a number (`campaign.ballots.marking`), or SPOILT, or BLANK."""


def paper_slips(ballot: Ballot, received: Sequence[ReceivedOpinion], read: Slips) -> list[PaperSlip]:
    """The slips read so far as they are counted: of a secret ballot without voters, mixed where there are several."""
    mixed = is_secret(ballot) and len(received) > 1
    return [
        PaperSlip(
            _choices_of(ballot, slip, None if mixed else envelope),
            None if is_secret(ballot) else envelope.voter,
        )
        for slip, envelope in zip(read, received, strict=False)  # not all may be read yet
    ]


def _choices_of(ballot: Ballot, slip: str, envelope: ReceivedOpinion | None) -> Choices:
    """What a slip says; where its voter is known, without the names on which that voter does not vote."""
    said = spoilt(ballot) if slip == SPOILT else _marked(ballot, slip)
    voter = None if envelope is None else ballot.voter(envelope.voter)
    recused = frozenset() if voter is None else ballot.recused(voter)
    return tuple(one for one in said if one.candidate not in recused)


def _marked(ballot: Ballot, slip: str) -> Choices:
    if slip == BLANK:
        return tuple(OneChoice(one.id, Mark.BLANK) for one in ballot.candidates)
    marked = set(places(int(slip)))
    wanted, other = (Mark.AGREE, Mark.BLANK) if ballot.settings.act.chooses else (Mark.DISAGREE, Mark.AGREE)
    return tuple(
        OneChoice(one.id, wanted if place in marked else other)
        for place, one in enumerate(ballot.candidates, 1)
    )


def slip_words(ballot: Ballot, slip: str) -> Say:
    """What a slip says, to be read back."""
    if slip == SPOILT:
        return say("poll.slip_spoilt")
    if slip == BLANK:
        return say("poll.slip_blank")
    marked = [ballot.candidates[place - 1].name for place in places(int(slip))]
    if ballot.settings.act.chooses:
        return say("poll.slip_chose", names=", ".join(marked)) if marked else say("decide.chose_nobody")
    return say("poll.slip_disagreed", names=", ".join(marked)) if marked else say("poll.slip_agreed")
