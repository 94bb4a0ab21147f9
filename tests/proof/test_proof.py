"""Every claim of the pages that the Makefile makes names tests, and each of these is there."""

import pytest

from tests.proof import outcomes, tables
from tests.proof.claims import NAMES, ROOT, Claim, Page, Section, page
from tests.proof.outcomes import Case, Outcome


@pytest.mark.slow
def test_every_test_that_a_claim_names_is_there() -> None:
    found = outcomes.collected([test for name in NAMES for test in page(name).tests])
    assert found.returncode == 0, found.stderr[-3000:] + found.stdout[-500:]


@pytest.mark.parametrize("name", NAMES)
def test_every_claim_names_a_test_and_every_page_its_target(name: str) -> None:
    named = page(name)
    assert [claim.done for section in named.sections for claim in section.claims if not claim.tests] == []
    assert f"\n{named.target}: setup ##" in (ROOT / "Makefile").read_text("utf-8")
    assert named.title in named.file.read_text("utf-8")


def case(name: str, outcome: Outcome = Outcome.PASSED, **figures: int | float) -> Case:
    test, _, parameters = name.partition("[")
    return Case(
        f"tests.storage.test_web.{test}", parameters.removesuffix("]"), outcome, tuple(figures.items())
    )


def only(claim: Claim, *apart: str) -> Page:
    section = Section("Y", "", {word: word for word in apart}, (claim,))
    return Page(ROOT / "x.md", "x", "# X", "", (section,))


WEB = Claim("a", "b", ("tests/storage/test_web.py",))


def test_counts_are_added_up_and_measurements_spread() -> None:
    cases = [case("test_a[1]", rows=3, seconds=0.5), case("test_a[2]", rows=4, seconds=12.25), case("test_b")]
    assert "| a | b | 2 | 3 | 0 | rows: 7; seconds: 0.50–12.2 (2 measured) |" in tables.text(
        only(WEB), cases, 1.0
    )


def test_cases_are_counted_apart_by_a_word_of_their_parameters() -> None:
    cases = [case("test_a[sqlite-x]"), case("test_b[postgres]"), case("test_c[postgres]")]
    assert "| a | 1 | 2 | 0 |" in tables.text(only(WEB, "sqlite", "postgres"), cases, 1.0)


def test_a_case_belongs_to_its_test_file_and_folder_and_to_no_other() -> None:
    one = case("test_a[x]")
    named = ("tests/storage/", "tests/storage/test_web.py", "tests/storage/test_web.py::test_a")
    assert all(one.belongs_to(name) for name in (*named, f"{named[-1]}[x]"))
    assert not any(
        one.belongs_to(name) for name in (f"{named[-1]}[y]", "tests/storage/test_we.py", f"{named[-1]}b")
    )


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.SKIPPED])
def test_what_failed_was_skipped_or_is_not_there_is_not_proved(outcome: Outcome) -> None:
    assert tables.unproved(only(WEB), [case("test_a"), case("test_b", outcome)]) == ["a"]
    assert tables.unproved(only(WEB), []) == ["a"]
    assert tables.unproved(only(WEB), [case("test_a")]) == []
