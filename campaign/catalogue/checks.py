"""What can only be seen when all rows are there: names that lead nowhere, circles, two rows for one day."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise

from campaign.catalogue.fields import RowReader
from campaign.catalogue.general import GeneralRules
from campaign.catalogue.model import Award
from campaign.catalogue.problems import Fault
from campaign.catalogue.standards import Meets, codes_named, predicates


def check_awards(read: Iterable[tuple[RowReader, Award]], general: GeneralRules) -> None:
    """Adds what is wrong to the problems of the row concerned."""
    rows = list(read)
    codes = {award.code for _, award in rows}
    for row, award in rows:
        _check_references(row, award, codes, general)
    _check_circles(rows)
    _check_overlaps(rows)


def _check_references(row: RowReader, award: Award, codes: set[str], general: GeneralRules) -> None:
    quota_of = (award.quota.of,) if award.quota and award.quota.of else ()
    named = {
        "standard": (codes_named(award.standard), codes),
        "counts_as": (award.counts_as, codes),
        "leads_to": ((award.leads_to,) if award.leads_to else (), codes),
        "quota.of": (quota_of, codes),
        "decided_by": ((award.decided_by,), general.deciders.keys()),
        "forms": (award.forms, general.forms.keys()),
    }
    for name, (given, known) in named.items():
        for code in given:
            if code not in known:
                row.wrong(name, Fault.UNKNOWN_REFERENCE, code)


def _check_circles(rows: list[tuple[RowReader, Award]]) -> None:
    """A standard that through “meets(…)” asks for itself would never be answered."""
    asks: dict[str, set[str]] = {}
    for _, award in rows:
        met = {part.code for part in predicates(award.standard) if isinstance(part, Meets)}
        asks.setdefault(award.code, set()).update(met)
    for row, award in rows:
        if award.code in _reached(award.code, asks):
            row.wrong("standard", Fault.CIRCLE, f"meets({award.code})")


def _reached(code: str, asks: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    ahead = list(asks.get(code, ()))
    while ahead:
        current = ahead.pop()
        if current not in reached:
            reached.add(current)
            ahead.extend(asks.get(current, ()))
    return reached


def _check_overlaps(rows: list[tuple[RowReader, Award]]) -> None:
    """Of one code at most one row is in force on a day."""
    ordered = sorted(rows, key=lambda pair: (pair[1].code, pair[1].effective_from))
    for (_, earlier), (row, later) in pairwise(ordered):
        if earlier.code == later.code and later.effective_from <= (earlier.effective_to or date.max):
            row.wrong("effective_from", Fault.OVERLAP, later.effective_from, f"> {earlier.effective_to}")
