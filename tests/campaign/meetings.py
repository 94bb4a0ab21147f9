"""A meeting and its people for the tests."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from campaign.ids import KhoiId, MeetingId, MemberId
from campaign.meetings.meeting import Meeting, MeetingKind, MeetingStatus, Venue

NOW = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
START = datetime(2026, 12, 18, 1, 0, tzinfo=UTC)  # 08:00 in Hà Nội
CHAIR, HEAD, OFFICER, DEPUTY = (MemberId(n) for n in (1, 2, 3, 4))


def meeting(status: MeetingStatus = MeetingStatus.CALLED, **changes: Any) -> Meeting:
    plain = Meeting(
        id=MeetingId(17),
        khoi=KhoiId(1),
        kind=MeetingKind.CLOSING,
        title="Hội nghị tổng kết",
        start=START,
        end=START + timedelta(hours=3),
        venues=(Venue("Hội trường Thanh tra tỉnh"),),
        chairs=(CHAIR,),
        invitees=(HEAD, OFFICER),
        status=status,
    )
    return replace(plain, **changes)
