"""Reads the parts of a catalogue file that are not about one title: [[base_salary]], [vote], [[deadline]] …"""

import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from campaign.catalogue.fields import RowReader
from campaign.catalogue.general import (
    AbsentRule,
    BaseSalary,
    Comparison,
    Deadline,
    Denominator,
    FormName,
    Named,
    Principle,
    Rounding,
    VoteDefaults,
    YearUnderReview,
)
from campaign.catalogue.problems import Fault
from campaign.catalogue.wording import Confidence

_MONTH_DAY = re.compile(r"(\d{2})-(\d{2})")


def read_base_salary(row: RowReader) -> BaseSalary:
    """Lương cơ sở from one date to another."""
    since, until = row.period("effective_from", "effective_to")
    amount = row.whole("amount", 1, 1_000_000_000)
    salary = BaseSalary(amount, since, until, row.text("citation"), row.one_of("confidence", Confidence))
    row.close()
    return salary


def read_rounding(row: RowReader) -> Rounding:
    """How bonuses are rounded."""
    up_to = row.whole("up_to", 1, 1_000_000)
    rounding = Rounding(up_to, row.text("citation"), row.one_of("confidence", Confidence))
    row.close()
    return rounding


def read_settings(row: RowReader) -> YearUnderReview:
    """Settings that a khối may change for itself."""
    setting = row.one_of("year_under_review", YearUnderReview)
    row.close()
    return setting


def read_vote(row: RowReader) -> VoteDefaults:
    """How a vote is counted where the title names no percentage."""
    vote = VoteDefaults(
        percent=row.whole("percent", 1, 100),
        comparison=row.one_of("comparison", Comparison),
        denominator=row.one_of("denominator", Denominator),
        absent=row.one_of("absent", AbsentRule),
        quorum_numerator=row.whole("quorum_numerator", 0, 100),
        quorum_denominator=row.whole("quorum_denominator", 1, 100),
        max_rounds=row.whole("max_rounds", 1, 10),
        citation=row.text("citation"),
        confidence=row.one_of("confidence", Confidence),
    )
    if vote.quorum_numerator > vote.quorum_denominator:
        row.wrong(
            "quorum_numerator", Fault.OUT_OF_RANGE, vote.quorum_numerator, f"≤ {vote.quorum_denominator}"
        )
    row.close()
    return vote


def read_deadline(row: RowReader) -> Deadline:
    """A date of the year, or “at once” where neither first nor last stands."""
    deadline = Deadline(
        code=row.text("code"),
        name=row.wording("name"),
        first=_month_day(row, "first"),
        last=_month_day(row, "last"),
        citation=row.text("citation"),
        confidence=row.one_of("confidence", Confidence),
    )
    if deadline.first and deadline.last and deadline.last < deadline.first:
        row.wrong("last", Fault.DATES_REVERSED, row.raw("last"), str(row.raw("first")))
    row.close()
    return deadline


def read_principle(row: RowReader) -> Principle:
    """A principle and its source."""
    principle = Principle(row.text("code"), row.text("citation"), row.one_of("confidence", Confidence))
    row.close()
    return principle


def read_named(row: RowReader) -> Named:
    """Somebody who decides."""
    named = Named(row.text("code"), row.wording("name"))
    row.close()
    return named


def read_form(row: RowReader) -> FormName:
    """A paper of the dossier."""
    form = FormName(row.text("code"), row.wording("name"), row.one_of("confidence", Confidence))
    row.close()
    return form


def check_salaries(salaries: Mapping[str, tuple[RowReader, BaseSalary]]) -> None:
    """No two base salaries are in force on one day."""
    ordered = sorted(salaries.values(), key=lambda pair: pair[1].since)
    for (_, earlier), (row, later) in pairwise(ordered):
        if earlier.until is None or later.since <= earlier.until:
            row.wrong("effective_from", Fault.OVERLAP, later.since, f"> {earlier.until or earlier.since}")


def _month_day(row: RowReader, name: str) -> tuple[int, int] | None:
    if not row.has(name):
        return None
    text = row.text(name)
    match = _MONTH_DAY.fullmatch(text)
    try:
        day = (
            date(2023, int(match[1]), int(match[2])) if match else None
        )  # 2023: 29 February is nobody's deadline
    except ValueError:
        day = None
    if day is None:
        row.wrong(name, Fault.OUT_OF_RANGE, text, "03-25")
        return None
    return day.month, day.day
