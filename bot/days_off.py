"""The customs of the installation: Tết, public holidays, days swapped for them, as the `holidays` package knows them.

What the Government has not yet decided for a year to come (swapped days, how Tết is cut) stands there as the law alone
gives it and comes right with the next release of the package.
"""

from functools import cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

from campaign.reminders.manners import Manners

YEARS = range(2020, 2061)


@cache
def manners(zone: ZoneInfo) -> Manners:
    """When it is decent to write to people in Vietnam whose clocks are of this zone."""
    vietnam = country_holidays("VN", years=YEARS)
    return Manners(zone, frozenset(vietnam), frozenset(vietnam.weekend_workdays))
