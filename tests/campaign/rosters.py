"""Rows and members for the tests of the roster."""

from datetime import datetime

from campaign.ids import KhoiId, MemberId, PersonId, UnitId
from campaign.people import Gender, Member, Role, Unit
from campaign.roster.reading import read_roster
from campaign.roster.roster import Roster, RosterRefused
from campaign.sheet import Row

HEADINGS = ("Mã", "Họ và tên", "Đơn vị", "Chức vụ", "Vai trò", "Giới tính")
SECRETARY = ("TT001", "Nguyễn Văn A", "Thanh tra tỉnh", "Chánh Văn phòng", "Thư ký; Cá nhân", "Nam")
OFFICER = ("TT002", "Trần Thị B", "Báo Thanh tra", "Phóng viên", "Cá nhân", "Nữ")
KHOI = KhoiId(1)


def rows(*cells: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> tuple[Row, ...]:
    return tuple(Row(number, row) for number, row in enumerate((headings, *cells), start=1))


def roster(
    *cells: tuple[str, ...], units: tuple[Unit, ...] = (), headings: tuple[str, ...] = HEADINGS
) -> Roster:
    outcome = read_roster(rows(*cells, headings=headings), units)
    assert isinstance(outcome, Roster), outcome
    return outcome


def refused(*cells: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> list[tuple[str, int | None]]:
    outcome = read_roster(rows(*cells, headings=headings), ())
    assert isinstance(outcome, RosterRefused)
    return [(error.key, error.row) for error in outcome.errors]


def unit(number: int, name: str, *aliases: str) -> Unit:
    return Unit(UnitId(number), KHOI, name, aliases)


def member(number: int, name: str, *roles: Role, left_at: datetime | None = None, **fields: str) -> Member:
    return Member(
        id=MemberId(number),
        khoi=KHOI,
        person=PersonId(number),
        code=fields.get("code", f"TT{number:03}"),
        name=name,
        unit=UnitId(1),
        unit_name="Thanh tra tỉnh",
        position=fields.get("position", "Thanh tra viên"),
        roles=frozenset(roles or {Role.INDIVIDUAL}),
        gender=Gender.MALE,
        honorific=fields.get("honorific", ""),
        room=fields.get("room", ""),
        left_at=left_at,
    )
