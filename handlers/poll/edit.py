"""A ballot that is not open yet: found for those who may change it, and written back as amended."""

from dataclasses import replace

from campaign.ballots.ballot import Ballot, BallotState
from campaign.ballots.convening import roll_today
from campaign.ballots.presiding import Prepared, prepare
from campaign.ballots.rights import prepares
from campaign.ballots.roll import RollDoubt
from campaign.ids import BallotId
from handlers.decide.found import Found, found, refused
from handlers.kit import End, Turn, say
from handlers.poll.words import state_words

CHANGEABLE = {BallotState.DRAFT, BallotState.PREPARED}


async def draft_of(turn: Turn, ballot: BallotId) -> Found | End:
    """The ballot, if this person may prepare it and it may still be changed; else what to say."""
    drafted = await found(turn, ballot)
    if drafted is None or not prepares(drafted.body, turn.member):
        return await refused(turn, say("chat.not_for_you"))
    if drafted.ballot.state not in CHANGEABLE:
        return await refused(turn, state_words(drafted.ballot.state))
    return drafted


async def amended(turn: Turn, drafted: Found, ballot: Ballot) -> Found:
    """Writes the change. What was prepared stays prepared if it still can be opened, else it is a draft again."""
    if ballot.state is BallotState.PREPARED:
        match prepare(ballot, drafted.body, turn.member, turn.now):
            case Prepared(again):
                ballot = again
            case _:
                ballot = replace(ballot, prepared=None)
    await turn.store.ballots.save(turn.khoi, ballot, turn.now)
    return drafted.with_ballot(ballot)


async def with_roll_of_today(turn: Turn, voting: Found) -> tuple[Found, tuple[RollDoubt, ...]]:
    """The ballot with its roll drawn anew, as the roster is now, until it is opened; and what to look at."""
    if voting.ballot.state not in CHANGEABLE:
        return voting, ()
    units = await turn.store.units.active(turn.khoi)
    members = await turn.store.people.members(turn.khoi)
    drawn = roll_today(voting.ballot, voting.body, units, members)
    if drawn.voters == voting.ballot.roll:
        return voting, drawn.doubts
    ballot = replace(voting.ballot, roll=drawn.voters)
    await turn.store.ballots.save(turn.khoi, ballot, turn.now)
    return voting.with_ballot(ballot), drawn.doubts
