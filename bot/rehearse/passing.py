"""When time is moved, it passes: at these moments on the way somebody looks what falls due."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

NEAR, SHORT, MORNING = timedelta(days=14), timedelta(hours=3), time(9)


def moments_until(now: datetime, to: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """The moments at which somebody looks on the way: every three hours, far away once a day at nine."""
    at = now
    while to - at > NEAR:
        at = datetime.combine((at + timedelta(days=1)).astimezone(zone).date(), MORNING, zone)
        if at < to:
            yield at
    while (at := at + SHORT) < to:
        yield at
    yield to
