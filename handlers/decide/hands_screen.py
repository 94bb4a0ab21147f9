"""The show of hands on one screen: every unit with what stands for it, and the sums, as the secretary sees it."""

from collections import Counter
from collections.abc import Mapping

from campaign.ballots.ballot import Ballot
from campaign.ballots.casting import Vote
from campaign.ballots.choices import Mark
from campaign.ballots.roll import Voter
from campaign.ids import BallotId, VoterId
from handlers.attendance.roll_call_seen import held
from handlers.decide.found import Found
from handlers.decide.voting_words import chosen_words
from handlers.decide.words import PAGE, headline, listed, two
from handlers.kit import Choice, End, Row, Say, Turn, led, plain, say, screen
from handlers.poll.words import presiding_rows


class RestAgree(Choice, tag="bra"):
    """Whoever has no entry yet and is not absent agrees: to be read back."""

    ballot: BallotId


class EnterFor(Choice, tag="bef"):
    """The entry of one unit, for one name."""

    ballot: BallotId
    voter: VoterId
    place: int


class EntryPage(Choice, tag="bep"):
    """Another page of units."""

    ballot: BallotId
    page: int


async def entry(turn: Turn, hands: Found, page: int = 0, lead: Say | None = None) -> End:
    """The whole show of hands on one screen."""
    ballot = hands.ballot
    votes = await turn.store.urns.votes(ballot.id)
    absent = await _absent(turn, ballot)
    left = [
        voter for voter in ballot.roll if voter.can_vote and voter.id not in votes and voter.id not in absent
    ]
    rows: list[Row] = []
    if left:
        rows.append(RestAgree(ballot.id).labelled(say("poll.rest_button", count=two(len(left)))))
    shown = ballot.roll[page * PAGE : (page + 1) * PAGE]
    buttons = [EnterFor(ballot.id, one.id, 1).labelled(plain(one.name)) for one in shown if one.can_vote]
    rows += [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    rows += _pages(ballot, page)
    text = say(
        "poll.entry",
        headline=headline(ballot),
        names=tuple(listed(place, one) for place, one in enumerate(ballot.candidates, 1)),
        lines=tuple(_line(ballot, one, votes, absent) for one in shown),
        sums=tuple(_sums(ballot, votes)),
    )
    whole = screen(text, *rows, *presiding_rows(turn, hands))
    return End(whole if lead is None else led(lead, whole))


def _pages(ballot: Ballot, page: int) -> list[Row]:
    turns = []
    if page > 0:
        turns.append(EntryPage(ballot.id, page - 1).labelled(say("decide.previous_button")))
    if len(ballot.roll) > (page + 1) * PAGE:
        turns.append(EntryPage(ballot.id, page + 1).labelled(say("decide.next_button")))
    return [tuple(turns)] if turns else []


def _line(ballot: Ballot, voter: Voter, votes: Mapping[VoterId, Vote], absent: Mapping[VoterId, str]) -> Say:
    if not voter.can_vote:
        return say("poll.entry_line", place=voter.id, name=voter.name, said=say("poll.nobody_acts"))
    if voter.id in votes:
        said = chosen_words(ballot, votes[voter.id].choices)
        words = said[0] if len(said) == 1 else say("poll.several", said=said)
        own = say("poll.own_entry", said=words) if votes[voter.id].own else words
        return say("poll.entry_line", place=voter.id, name=voter.name, said=own)
    state = say("poll.is_absent") if voter.id in absent else say("poll.no_entry")
    return say("poll.entry_line", place=voter.id, name=voter.name, said=state)


def _sums(ballot: Ballot, votes: Mapping[VoterId, Vote]) -> list[Say]:
    roll = two(len(ballot.roll))
    lines = []
    for place, one in enumerate(ballot.candidates):
        marks = Counter(vote.choices[place].mark for vote in votes.values())
        lines.append(
            say(
                "poll.entry_sum",
                name=one.name,
                agree=two(marks[Mark.AGREE]),
                disagree=two(marks[Mark.DISAGREE]),
                other=two(marks[Mark.OTHER]),
                roll=roll,
            )
        )
    return lines


async def _absent(turn: Turn, ballot: Ballot) -> Mapping[VoterId, str]:
    """Who is noted as absent here, or was not in the room when the roll of the meeting was called."""
    at = await held(turn, ballot)
    return {**({} if at is None else at.away), **await turn.store.opinions.absences(ballot.id)}


async def without_entry(turn: Turn, ballot: Ballot) -> list[Voter]:
    """Who has no entry yet and is not absent."""
    votes = await turn.store.urns.votes(ballot.id)
    absent = await _absent(turn, ballot)
    on_paper = {one.voter for one in await turn.store.opinions.received(ballot.id)}
    return [v for v in ballot.roll if v.can_vote and not {v.id} & (votes.keys() | absent.keys() | on_paper)]
