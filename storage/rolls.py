"""The rolls of ballots read lately: every press of every voter asks for the roll, and it hardly ever changes.

A roll is remembered under the number of times its ballot has been written, which changes in the same transaction: who
finds another number in the ballot's row reads again. What a transaction has written itself is not remembered, because
it may still be taken back.
"""

from collections import OrderedDict

from campaign.ballots.roll import Voter
from campaign.ids import BallotId

MOST = 150_000  # voters remembered, some hundred bytes each


class Rolls:
    """The rolls that one process remembers."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[BallotId, tuple[int, tuple[Voter, ...]]] = OrderedDict()

    def kept(self, ballot: BallotId, writes: int) -> tuple[Voter, ...] | None:
        """The roll of the ballot as it was after so many writes, if it is remembered."""
        known = self._kept.get(ballot)
        if known is None or known[0] != writes:
            return None
        self._kept.move_to_end(ballot)
        return known[1]

    def keep(self, ballot: BallotId, writes: int, roll: tuple[Voter, ...]) -> None:
        """Remembers a roll, and forgets those asked for longest ago when they are too many."""
        self._kept.pop(ballot, None)
        self._kept[ballot] = (writes, roll)
        while sum(len(each) for _, each in self._kept.values()) > self._most:
            self._kept.popitem(last=False)
