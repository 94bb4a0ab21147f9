"""Records come back as they were written; the same record stands once; what ended stays."""

from dataclasses import replace
from datetime import date

import pytest

from campaign.history.facts import (
    AbsenceKind,
    Capacity,
    Counted,
    CourseResult,
    Deed,
    Ground,
    HoldKind,
    Penalty,
    Rating,
    Scope,
    WorkKind,
)
from campaign.history.recording import Kept
from campaign.history.records import (
    Absence,
    Answered,
    Awarded,
    Decision,
    Disciplined,
    Graded,
    Happened,
    Hold,
    NotAwarded,
    NothingAwarded,
    NoWorks,
    Proposed,
    Record,
    Service,
    Source,
    Tally,
    Use,
    Work,
)
from campaign.ids import KhoiId, RecordId
from campaign.paper import Attachment
from storage.sql import Conflict
from storage.unit import Database
from tests.campaign.campaigns import BAO, KHOI, LAN, NOW, SECRETARY
from tests.campaign.registrations import UNIT, of
from tests.storage.test_campaigns import FULL, added

EVERY_KIND: tuple[Record, ...] = (
    Graded(2025, Rating.HT_TOT),
    Awarded(2025, "CSTDCS", Decision("15/QĐ-TTr", date(2026, 1, 20), "Thanh tra tỉnh"), Ground.CONG_TRANG),
    Awarded(2024, "LDTT"),
    Proposed(2026, "CSTDCS"),
    NotAwarded(2023, "LDTT"),
    NothingAwarded(2022),
    Work(2025, WorkKind.INITIATIVE, Scope.CO_SO, "Rút ngắn “đơn”", "12/QĐ", (Use("CSTDCS", 2025),)),
    NoWorks(2024, WorkKind.PROJECT),
    Happened(2025, Deed.JOINED_MOVEMENT, Answered.YES),
    Tally(2025, Counted.LDTT, 18, 20, 1),
    Disciplined(Penalty.KHIEN_TRACH, date(2024, 5, 1), None),
    Hold(HoldKind.COMPLAINT, date(2026, 2, 1), None),
    Absence(2025, AbsenceKind.COURSE, 12, CourseResult.KHA_OR_BETTER),
    Service(Capacity.SECTOR, date(2010, 9, 1), None),
)


def kept(number: int, record: Record, **changes: object) -> Kept:
    made = Kept(
        RecordId(number), of(LAN.id), record, Source.IMPORTED, "tong-hop.xlsx", None, SECRETARY.id, NOW
    )
    return replace(made, **changes)  # type: ignore[arg-type]


async def test_every_kind_of_record_comes_back(database: Database) -> None:
    await added(database, FULL)
    all_of = [kept(number, record) for number, record in enumerate(EVERY_KIND, start=1)]
    async with database.unit() as unit:
        await unit.history.add(all_of)
        assert list(await unit.history.kept(of(LAN.id))) == all_of
        history = await unit.history.of(of(LAN.id))
    assert {entry.record for entry in history.entries} == set(EVERY_KIND)
    assert all(entry.proof.speaks for entry in history.entries)


async def test_the_same_record_stands_once_while_it_counts(database: Database) -> None:
    await added(database, FULL)
    async with database.unit() as unit:
        await unit.history.add([kept(1, EVERY_KIND[0])])
        with pytest.raises(Conflict):
            await unit.history.add([kept(2, EVERY_KIND[0])])


async def test_what_ended_stays_and_may_be_recorded_anew(database: Database) -> None:
    await added(database, FULL)
    first = kept(1, EVERY_KIND[0])
    ended = replace(first, ended_by=SECRETARY.id, ended_at=NOW, reason="Ghi nhầm năm")
    async with database.unit() as unit:
        await unit.history.add([first])
        await unit.history.decide([ended])
        await unit.history.add([kept(2, EVERY_KIND[0])])
        assert await unit.history.get(KHOI, first.id) == ended
        assert [k.id for k in await unit.history.kept(of(LAN.id))] == [2]


async def test_a_declaration_waits_with_its_file_until_it_is_confirmed(database: Database) -> None:
    await added(database, FULL)
    file = Attachment("qd15.pdf", "ab" * 32, "application/pdf", 7)
    declared = kept(1, EVERY_KIND[1], source=Source.DECLARED, document="qd15.pdf", file=file)
    confirmed = replace(declared, confirmed_by=SECRETARY.id, confirmed_at=NOW)
    async with database.unit() as unit:
        await unit.history.add([declared])
        assert list(await unit.history.waiting(KHOI)) == [declared]
        await unit.history.decide([confirmed])
        assert list(await unit.history.waiting(KHOI)) == []
        assert await unit.history.get(KHOI, declared.id) == confirmed


async def test_a_unit_is_read_with_its_people(database: Database) -> None:
    await added(database, FULL)
    whole = kept(2, Graded(2025, Rating.HT_XUAT_SAC), subject=UNIT)
    async with database.unit() as unit:
        await unit.history.add([kept(1, EVERY_KIND[0]), whole])
        found = await unit.history.of_unit(KHOI, BAO)
        assert list(await unit.history.kept(UNIT)) == [whole]
    assert {who: [e.record for e in h.entries] for who, h in found.items()} == {
        LAN.id: [EVERY_KIND[0]],
        None: [whole.record],
    }


async def test_another_khoi_sees_nothing(database: Database) -> None:
    await added(database, FULL)
    async with database.unit() as unit:
        await unit.history.add([kept(1, EVERY_KIND[0])])
        assert await unit.history.get(KhoiId(2), RecordId(1)) is None
        assert await unit.history.of_khoi(KhoiId(2)) == []
        assert list(await unit.history.kept(replace(of(LAN.id), khoi=KhoiId(2)))) == []
