"""Official papers of a ballot at the desk. They are in Vietnamese whatever the reader's language."""

import asyncio
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.texts import Texts
from campaign.ballots.ballot import Ballot
from campaign.ballots.record import BallotRecord
from campaign.ids import VoterId
from campaign.people import Language
from handlers.kit import Say, say
from papers.layout import Masthead
from papers.minutes import minutes
from papers.written_opinion import written_opinion

NO_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)  # nothing in a paper says how long it is until something


class BallotDesk:
    """The part of the desk that knows about ballots."""

    _texts: Texts
    _zone: ZoneInfo

    async def minutes(self, record: BallotRecord) -> bytes:
        return await asyncio.to_thread(minutes, record, self._head(record.ballot), self._zone, self._word)

    async def written_opinion(self, ballot: Ballot, voter: VoterId) -> bytes:
        owner = ballot.voter(voter)
        assert owner is not None, "the step has looked"
        head = self._head(ballot)
        return await asyncio.to_thread(
            written_opinion, ballot, owner, ballot.closes_at, head, self._zone, self._word
        )

    def in_words(self, said: Say) -> str:
        """A sentence in Vietnamese, for what is kept as a name."""
        return self._texts.render(said, Language.VI, NO_MOMENT)

    def _head(self, ballot: Ballot) -> Masthead:
        return Masthead(
            ballot.body_name, symbol=self.in_words(say("decide.minutes_symbol")), place=ballot.place
        )

    def _word(self, key: str, /, **values: object) -> str:
        return self._texts.render(
            Say(key, {name: str(value) for name, value in values.items()}), Language.VI, NO_MOMENT
        )
