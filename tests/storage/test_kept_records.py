"""Records of counts, remembered and read in pieces."""

import asyncio
from dataclasses import replace

import pytest

from campaign.ballots.record import BallotRecord
from storage.documents import read, read_long, written
from storage.kept_records import FEW, SHORT, KeptRecords
from tests.campaign.test_record import secret


def large() -> BallotRecord:
    """A record of many voters."""
    record = secret()
    voters = tuple(record.ballot.roll[0] for _ in range(FEW))
    lines = tuple(record.roll[0] for _ in range(SHORT))
    return replace(record.with_ballot(replace(record.ballot, roll=voters)), roll=lines)


@pytest.mark.parametrize("record", [secret(), large()])
async def test_a_record_is_read_as_it_was_written(record: BallotRecord) -> None:
    kept = await KeptRecords().written(record)
    assert await KeptRecords().read(kept) == record


@pytest.mark.parametrize("record", [secret(), large()])
def test_in_pieces_the_same_is_read(record: BallotRecord) -> None:
    assert read_long(BallotRecord, written(record)) == read(BallotRecord, written(record)) == record


@pytest.mark.parametrize("end", [10, 100, 1000, -1])
def test_a_text_that_was_cut_off_is_not_taken_for_a_record(end: int) -> None:
    with pytest.raises((ValueError, IndexError)):
        read_long(BallotRecord, written(secret())[:end])


async def test_others_have_their_turn_while_a_large_record_is_written_and_read() -> None:
    turns = 0

    async def counting() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    other = asyncio.ensure_future(counting())
    record, records = large(), KeptRecords()
    kept = await KeptRecords().written(record)
    before = turns
    await records.written(record)
    assert turns - before > 2
    before = turns
    await KeptRecords().read(kept)
    assert turns - before > 2
    other.cancel()


async def test_what_was_written_or_read_before_is_not_read_again() -> None:
    record, records = large(), KeptRecords()
    kept = await records.written(record)
    assert await records.read(kept) is record
    others = KeptRecords()
    assert await others.read(kept) is await others.read(kept)


async def test_of_too_much_the_oldest_is_forgotten() -> None:
    one, other = secret(), large()
    texts = [await KeptRecords().written(each) for each in (one, other)]
    records = KeptRecords(most=len(other.roll))
    first = await records.read(texts[0])
    assert await records.read(texts[0]) is first
    await records.read(texts[1])
    again = await records.read(texts[0])
    assert again == first
    assert again is not first
