"""The records of counts read lately: everybody looks at a result when it is announced, and each has a line per voter.

A record is remembered by the text that is kept of it: the same text is the same record, whoever wrote it and whether
or not it was taken back. A long one is read and packed in a thread, in short pieces: others have their turn meanwhile.
"""

import asyncio
from collections import OrderedDict

from campaign.ballots.record import BallotRecord
from storage.documents import pieces, read_long
from storage.packed import packed, unpacked

MOST = 200_000  # voters on the rolls of what is remembered, some hundred bytes each
MANY = 32  # records
SHORT = 20_000  # characters; what is shorter is read where it is asked for
FEW = 500  # voters; the record of so few is packed where it is asked for


class KeptRecords:
    """The records that one process remembers."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[str, BallotRecord] = OrderedDict()

    async def read(self, kept: str) -> BallotRecord:
        """The record that is kept as this text."""
        known = self._kept.get(kept)
        if known is None:
            known = _read(kept) if len(kept) < SHORT else await asyncio.to_thread(_read, kept)
        self._keep(kept, known)
        return known

    async def written(self, record: BallotRecord) -> str:
        """The text to keep of a record."""
        few = len(record.ballot.roll) < FEW
        text = packed(pieces(record)) if few else await asyncio.to_thread(lambda: packed(pieces(record)))
        self._keep(text, record)
        return text

    def _keep(self, text: str, record: BallotRecord) -> None:
        """Remembers one, and forgets those asked for longest ago when they are too much."""
        self._kept[text] = record
        self._kept.move_to_end(text)
        while len(self._kept) > MANY or sum(len(each.roll) for each in self._kept.values()) > self._most:
            self._kept.popitem(last=False)


def _read(kept: str) -> BallotRecord:
    return read_long(BallotRecord, unpacked(kept))
