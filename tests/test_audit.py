"""What is made of pip-audit's report."""

from tests.audit import Audit, read


def package(name: str, *fixes: list[str]) -> dict[str, object]:
    """A package as pip-audit reports it, with one vulnerability per list of mended versions."""
    vulnerabilities = [{"id": f"V-{n}", "fix_versions": versions} for n, versions in enumerate(fixes)]
    return {"name": name, "version": "1.0", "vulns": vulnerabilities}


def test_no_report_means_nothing_was_audited() -> None:
    assert read(None) == Audit(0, (), ())


def test_a_package_that_the_database_does_not_know_was_not_audited() -> None:
    assert read({"dependencies": [{"name": "a", "skip_reason": "not found"}, package("b")]}).known == 1


def test_a_vulnerability_is_told_with_the_version_that_mends_it() -> None:
    assert read({"dependencies": [package("a", ["1.1", "2.0"])]}).mended == (
        "a 1.0: V-0, mended in 1.1, 2.0",
    )


def test_a_vulnerability_that_nobody_has_mended_does_not_ask_for_another_version() -> None:
    audit = read({"dependencies": [package("a", [])]})
    assert (audit.mended, audit.open) == ((), ("a 1.0: V-0, mended in no version yet",))
