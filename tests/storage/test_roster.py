"""A roster in the database: all or nothing, twice is once, whoever is missing stays unless leaving was allowed."""

import itertools
from collections.abc import Iterable, Sequence

import pytest

from campaign.people import Gender, Role
from campaign.roster.changes import AllowLeaving, Approved, approve
from campaign.roster.directory import Among, Headcount, meant
from storage.roster import RosterStore
from storage.sql import Conflict, Row, Sql
from storage.unit import Database
from tests.campaign.rosters import OFFICER, SECRETARY
from tests.storage.databases import NOW
from tests.storage.rosters import BOTH, changes_of, enrol, new_khoi

NEWCOMER = ("TT003", "Lê Văn C", "Báo Thanh tra", "Biên tập viên", "Cá nhân; Cán bộ đầu mối", "")


async def test_a_roster_is_read_back_as_it_was_written(database: Database) -> None:
    khoi = await new_khoi(database)
    members = await enrol(database, khoi, *BOTH, NEWCOMER)
    newcomer = members["TT003"]
    assert (newcomer.name, newcomer.unit_name, newcomer.position) == (
        "Lê Văn C",
        "Báo Thanh tra",
        "Biên tập viên",
    )
    assert newcomer.roles == {Role.INDIVIDUAL, Role.PREPARER}
    assert newcomer.gender is None
    assert members["TT002"].gender is Gender.FEMALE
    assert members["TT002"].unit == newcomer.unit


async def test_the_same_roster_twice_changes_nothing(database: Database) -> None:
    khoi = await new_khoi(database)
    first = await enrol(database, khoi, *BOTH, NEWCOMER)
    async with database.reading() as unit:
        changes = await changes_of(unit, khoi, *BOTH, NEWCOMER)
    assert (changes.new, changes.changed, changes.returning, changes.leaving) == ((), (), (), ())
    assert await enrol(database, khoi, *BOTH, NEWCOMER) == first


async def test_a_partial_roster_locks_nobody_out(database: Database) -> None:
    khoi = await new_khoi(database)
    await enrol(database, khoi, *BOTH)
    members = await enrol(database, khoi, NEWCOMER)
    assert all(member.left_at is None for member in members.values())


async def test_who_is_missing_leaves_when_that_was_allowed_and_comes_back_with_everything(
    database: Database,
) -> None:
    khoi = await new_khoi(database)
    before = (await enrol(database, khoi, *BOTH))["TT002"]
    gone = (await enrol(database, khoi, SECRETARY, allow=AllowLeaving.YES))["TT002"]
    assert gone.left_at == NOW
    async with database.reading() as unit:
        assert [u.name for u in await unit.units.active(khoi)] == ["Thanh tra tỉnh"]
        assert [u.name for u in await unit.units.known(khoi)] == ["Thanh tra tỉnh", "Báo Thanh tra"]
    back = (await enrol(database, khoi, *BOTH))["TT002"]
    assert back == before
    async with database.reading() as unit:
        assert len(await unit.units.active(khoi)) == 2


async def test_what_the_file_does_not_say_is_kept(database: Database) -> None:
    khoi = await new_khoi(database)
    await enrol(database, khoi, *BOTH)
    moved = ("TT002", "Trần Thị B", "Vụ Tổ chức cán bộ", "Trưởng phòng", "Cá nhân", "")
    member = (await enrol(database, khoi, moved))["TT002"]
    assert (member.unit_name, member.position, member.gender) == (
        "Vụ Tổ chức cán bộ",
        "Trưởng phòng",
        Gender.FEMALE,
    )


async def test_units_that_differ_in_accents_alone_are_two(database: Database) -> None:
    khoi = await new_khoi(database)
    await enrol(database, khoi, *BOTH, ("TT003", "Lê Văn C", "Bao Thanh tra", "", "Cá nhân", "Nam"))
    async with database.reading() as unit:
        names = [u.name for u in await unit.units.active(khoi)]
    assert names == ["Thanh tra tỉnh", "Báo Thanh tra", "Bao Thanh tra"]


async def test_a_unit_is_found_by_another_name_it_goes_by(database: Database) -> None:
    khoi = await new_khoi(database)
    await enrol(database, khoi, *BOTH)
    async with database.unit() as unit:
        newspaper = next(u for u in await unit.units.active(khoi) if u.name == "Báo Thanh tra")
        await unit.units.call(type(newspaper)(newspaper.id, khoi, newspaper.name, ("Tòa soạn Báo",)))
        await unit.commit()
    members = await enrol(database, khoi, ("TT003", "Lê Văn C", "TOÀ SOẠN BÁO", "", "Cá nhân", "Nam"))
    assert members["TT003"].unit == newspaper.id


async def test_two_khoi_with_the_same_codes_and_units_do_not_touch(database: Database) -> None:
    one, two = await new_khoi(database, "Khối A"), await new_khoi(database, "Khối B")
    mine = await enrol(database, one, *BOTH)
    theirs = await enrol(database, two, *BOTH)
    await enrol(database, two, SECRETARY, allow=AllowLeaving.YES)
    async with database.reading() as unit:
        assert {m.code: m for m in await unit.people.everyone(one)} == mine
        assert await unit.people.member(one, theirs["TT001"].id) is None
        assert await unit.units.get(one, theirs["TT001"].unit) is None
        assert len(await unit.people.directory(two)) == 1


async def test_some_members_are_those_of_this_khoi_alone_and_keep_their_names_when_they_leave(
    database: Database,
) -> None:
    one, two = await new_khoi(database, "Khối A"), await new_khoi(database, "Khối B")
    mine, theirs = await enrol(database, one, *BOTH), await enrol(database, two, *BOTH)
    gone = (await enrol(database, one, SECRETARY, allow=AllowLeaving.YES))["TT002"]
    async with database.reading() as unit:
        asked = [gone.id, mine["TT001"].id, theirs["TT001"].id]
        assert {m.code: m.left_at for m in await unit.people.these(one, asked)} == {
            "TT001": None,
            "TT002": NOW,
        }
        assert await unit.people.these(one, ()) == []


async def test_a_khoi_has_one_name_whatever_the_accents(database: Database) -> None:
    await new_khoi(database, "Khối thi đua số IV")
    with pytest.raises(Conflict):
        await new_khoi(database, "khoi thi dua so iv")


class Counting:
    """Counts the statements."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql
        self.statements = 0

    async def all(self, query: str, *values: object) -> Sequence[Row]:
        self.statements += 1
        return await self._sql.all(query, *values)

    async def one(self, query: str, *values: object) -> Row | None:
        self.statements += 1
        return await self._sql.one(query, *values)

    async def run(self, query: str, *values: object) -> int:
        self.statements += 1
        return await self._sql.run(query, *values)

    async def many(self, query: str, rows: Iterable[Sequence[object]]) -> None:
        self.statements += 1
        await self._sql.many(query, rows)

    async def changed(self, query: str, rows: Sequence[Sequence[object]]) -> int:
        self.statements += 1
        return await self._sql.changed(query, rows)


async def test_ten_thousand_people_need_no_more_statements_than_ten(database: Database) -> None:
    khoi, ids = await new_khoi(database), itertools.count(1)
    crowd = [
        (f"C{n:05}", f"Nguyễn Văn {n}", f"Đơn vị {n % 200}", "Chuyên viên", "Cá nhân", "Nam")
        for n in range(10_000)
    ]
    async with database.unit() as unit:
        approved = approve(await changes_of(unit, khoi, SECRETARY, *crowd), AllowLeaving.NO)
        assert isinstance(approved, Approved)
        counting = Counting(unit.sql)
        await RosterStore(counting, lambda: next(ids)).apply(khoi, approved, NOW)
        assert len(await unit.people.members(khoi)) == 10_001
    assert counting.statements < 20


async def test_the_officer_is_found_by_words_without_accents(database: Database) -> None:
    khoi = await new_khoi(database)
    members = await enrol(database, khoi, *BOTH)
    async with database.unit() as unit:
        await unit.people.bind("paper", "p1", members["TT002"].person, "", NOW)
        await unit.commit()
    async with database.reading() as unit:
        people = await unit.people.directory(khoi)
    assert [p.name for p in filter(meant("tran thi b"), people)] == ["Trần Thị B"]
    assert [p.name for p in filter(meant("bao thanh tra"), people)] == [OFFICER[1]]
    assert [p.name for p in filter(meant("tt001"), people)] == ["Nguyễn Văn A"]


async def test_a_page_of_the_list_is_the_part_of_the_whole_list_it_stands_for(database: Database) -> None:
    khoi, elsewhere = await new_khoi(database, "Khối A"), await new_khoi(database, "Khối B")
    crowd = [
        (f"C{n:02}", f"Nguyễn Văn {n}", f"Đơn vị {n % 3}", "Chuyên viên", "Cá nhân", "Nam") for n in range(12)
    ]
    members = await enrol(database, khoi, SECRETARY, *crowd)
    await enrol(database, elsewhere, *BOTH)
    async with database.unit() as unit:
        for code in ("C01", "C04", "C11"):
            await unit.people.bind("paper", code, members[code].person, "", NOW)
        await unit.people.bind("paper", "second phone", members["C04"].person, "", NOW)
        await unit.commit()
    async with database.reading() as unit:
        people = await unit.people.directory(khoi)
        for among in [
            Among(place, waiting) for place in (None, members["C04"].unit) for waiting in (False, True)
        ]:
            whole = [p for p in people if among.has(p)]
            assert await unit.directory.how_many(khoi, among) == len(whole)
            assert [await unit.directory.some(khoi, among, n, 5) for n in (0, 5)] == [whole[:5], whole[5:10]]
        assert await unit.directory.headcount(khoi) == Headcount(13, 4, 3)
        assert await unit.directory.headcount(khoi, members["C04"].unit) == Headcount(4, 1, 2)
        assert await unit.directory.headcount(elsewhere) == Headcount(2, 2, 0)
