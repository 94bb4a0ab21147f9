"""Which ballots are secret and still running: what the door asks before it stores anything."""

from collections.abc import Sequence
from enum import Enum

from campaign.ballots.ballot import BallotState
from campaign.catalogue.model import Openness
from campaign.ids import BallotId
from storage.sql import Sql

OVER = (BallotState.COUNTED, BallotState.ANNOUNCED, BallotState.ANNULLED)


class Sealing(Enum):
    """What becomes of a press that belongs to a ballot, before it is stored."""

    SEALED = "sealed"  # a secret ballot that is not counted yet
    PLAIN = "plain"  # an open vote
    GONE = "gone"  # over, or unknown: what was chosen is not stored at all


class SecretBallots:
    """Secret ballots as the door and the keeper of keys see them."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def sealing(self, ballot: BallotId) -> Sealing:
        """Whether a press for this ballot is sealed before it is stored."""
        row = await self._sql.one("SELECT secrecy, state FROM ballot WHERE id = ?", ballot)
        if row is None or (row["secrecy"] == Openness.SECRET and row["state"] in OVER):
            return Sealing.GONE
        return Sealing.SEALED if row["secrecy"] == Openness.SECRET else Sealing.PLAIN

    async def awaited(self, channel: str, account: str) -> Sequence[BallotId]:
        """Secret ballots that wait for the vote of whoever this account belongs to: what they type is sealed."""
        rows = await self._sql.all(
            "SELECT b.id FROM account a JOIN member m ON m.person_id = a.person_id"
            " JOIN ballot_voter v ON v.hand_id = m.id JOIN ballot b ON b.id = v.ballot_id"
            " LEFT JOIN turnout t ON t.ballot_id = b.id AND t.voter_id = v.voter_id"
            " WHERE a.channel = ? AND a.account = ? AND b.state = 'open' AND b.secrecy = 'secret'"
            " AND t.ballot_id IS NULL ORDER BY b.id",
            channel,
            account,
        )
        return [BallotId(row["id"]) for row in rows]

    async def over(self, ballots: Sequence[BallotId]) -> Sequence[BallotId]:
        """Which of these are secret ballots known here whose keys are of no use any more."""
        among, states = ", ".join("?" for _ in ballots), ", ".join("?" for _ in OVER)
        rows = await self._sql.all(
            f"SELECT id FROM ballot WHERE secrecy = 'secret' AND id IN ({among}) AND state IN ({states}) ORDER BY id",
            *ballots,
            *OVER,
        )
        return [BallotId(row["id"]) for row in rows]

    async def running(self) -> Sequence[BallotId]:
        """Secret ballots that somebody may still vote in, or that wait for their count."""
        rows = await self._sql.all(
            "SELECT id FROM ballot WHERE secrecy = 'secret' AND state IN ('open', 'closed') ORDER BY id"
        )
        return [BallotId(row["id"]) for row in rows]
