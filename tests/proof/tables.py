"""Claims and outcomes as the text of a page."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tests.proof.claims import Claim, Page, Section
from tests.proof.machine import machine
from tests.proof.outcomes import Case, Outcome

HEAD = ("What was done", "What must hold", "Tests", "Cases passed", "Failed", "Measured")


def unproved(page: Page, cases: Sequence[Case]) -> list[str]:
    """The claims that no case holds, or some case does not."""
    return [
        claim.done
        for section in page.sections
        for claim in section.claims
        if {case.outcome for case in _of(claim, cases)} != {Outcome.PASSED}
    ]


def text(page: Page, cases: Sequence[Case], minutes: float) -> str:
    """The made part of the page."""
    how = f"Made by `make {page.target}` in {minutes:.1f} minutes; do not edit by hand. {machine()}"
    parts = [page.title, how, page.lead.strip()]
    for section in page.sections:
        parts += [f"{'#' * (page.title.count('#') + 1)} {section.title}", section.lead.strip()]
        parts.append("\n".join(_table(section, cases)))
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(section: Section, cases: Sequence[Case]) -> Iterator[str]:
    head = ("Store", *section.apart.values(), "Failed") if section.apart else HEAD
    rows = [_apart(claim.done, section, _of(claim, cases)) for claim in section.claims]
    if section.apart:
        every = [case for claim in section.claims for case in _of(claim, cases)]
        rows.append(_apart("**Together**", section, every))
    else:
        rows = [_row(claim, _of(claim, cases)) for claim in section.claims]
    for row in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(row)} |"


def _of(claim: Claim, cases: Sequence[Case]) -> list[Case]:
    return [case for case in cases if any(case.belongs_to(named) for named in claim.tests)]


def _row(claim: Claim, cases: Sequence[Case]) -> list[str]:
    count = Counter(case.outcome for case in cases)
    tests = len({case.test for case in cases})
    return [
        claim.done, claim.holds, str(tests), f"{count[Outcome.PASSED]:,}", _failed(count), "; ".join(_figures(cases))
    ]  # fmt: skip


def _apart(name: str, section: Section, cases: Sequence[Case]) -> list[str]:
    passed = [case.parameters.split("-") for case in cases if case.outcome is Outcome.PASSED]
    counts = [f"{sum(word in words for words in passed):,}" for word in section.apart]
    return [name, *counts, _failed(Counter(case.outcome for case in cases))]


def _failed(count: Counter[Outcome]) -> str:
    skipped = f" ({count[Outcome.SKIPPED]} skipped)" if count[Outcome.SKIPPED] else ""
    return f"{count[Outcome.FAILED]}{skipped}"


def _figures(cases: Sequence[Case]) -> Iterator[str]:
    """Counts added up, measurements from the least to the most."""
    found: dict[str, list[int | float]] = {}
    for case in cases:
        for name, value in case.figures:
            found.setdefault(name, []).append(value)
    for name, values in found.items():
        if all(isinstance(value, int) for value in values):
            yield f"{name}: {sum(values):,}"
        elif min(values) == max(values):
            yield f"{name}: {_measured(values[0])}"
        else:
            yield f"{name}: {_measured(min(values))}–{_measured(max(values))} ({len(values)} measured)"


def _measured(value: float) -> str:
    return f"{value:,.{2 if value < 10 else 1 if value < 100 else 0}f}"
