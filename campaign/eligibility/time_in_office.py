"""Time in office asked of somebody for khen quá trình cống hiến: for women leaders a third less (P9)."""

from campaign.people import Gender


def months_asked(months: int, gender: Gender | None) -> int:
    """Months in office that are enough, of the `months` the standard names; a part of a month counts as a whole one.

    NĐ 152/2025/NĐ-CP Đ.4(7). Without a gender on record nothing is taken off.
    """
    return -(-months * 2 // 3) if gender is Gender.FEMALE else months
