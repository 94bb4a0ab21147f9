"""A khối, its people and a draft, for the tests of the rules."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from campaign.ids import CampaignId, KhoiId, MemberId, PersonId, UnitId
from campaign.people import Member, Role
from campaign.plan.deadline import Deadline, Matter
from campaign.plan.plan import Campaign

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
KHOI = KhoiId(1)
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
BAO = UnitId(11)
VIEN = UnitId(12)


def member(number: int, *roles: Role, khoi: KhoiId = KHOI, unit: UnitId = BAO) -> Member:
    """A member by number."""
    name = f"Nguyễn Văn {number}"
    return Member(
        MemberId(number),
        khoi,
        PersonId(number),
        f"M{number}",
        name,
        unit,
        f"Đơn vị {unit}",
        "",
        frozenset(roles),
    )


SECRETARY = member(1, Role.SECRETARY)
CHAIR = member(2, Role.CHAIR, Role.HEAD)
HEAD = member(3, Role.HEAD, unit=VIEN)
ADMIN = member(4, Role.ADMIN)
LAN = member(5, Role.INDIVIDUAL)
MINH = member(6, Role.INDIVIDUAL, unit=VIEN)


def evening(month: int, day: int, year: int = 2026) -> datetime:
    """17:00 of that day, where the people are."""
    return datetime(year, month, day, 17, tzinfo=ZONE)


def draft(**changes: object) -> Campaign:
    """A draft for 2026 that lacks nothing."""
    given: dict[str, object] = {
        "theme": "Đoàn kết, kỷ cương",
        "deadlines": (Deadline(Matter.REGISTRATION, evening(3, 25)),),
    }
    return Campaign(CampaignId(9), KHOI, 2026, NOW, SECRETARY.id, TODAY, **(given | changes))  # type: ignore[arg-type]
