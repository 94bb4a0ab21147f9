"""The lock files fit pyproject.toml, pin everything by hash, and say nothing about where packages come from."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
BUILD, DEV, SERVER = "requirements-build.lock", "requirements-dev.lock", "requirements.lock"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRAS = PYPROJECT["project"]["optional-dependencies"]
WANTED = {
    BUILD: PYPROJECT["build-system"]["requires"],
    DEV: [*PYPROJECT["project"]["dependencies"], *chain.from_iterable(EXTRAS.values())],
    SERVER: [*PYPROJECT["project"]["dependencies"], *EXTRAS["postgres"]],
}


def entries(lock: str) -> list[str]:
    """The requirements of a lock file, each on one line with its hashes, without comments."""
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    kept = "\n".join(line for line in lines if line.strip() and not line.strip().startswith("#"))
    return kept.replace("\\\n", "").splitlines()


def pinned(lock: str) -> dict[str, str]:
    """The version of every package in a lock file."""
    pairs = (entry.split()[0].split("==") for entry in entries(lock))
    return {canonicalize_name(name): version for name, version in pairs}


def meets(versions: dict[str, str], wanted: Requirement) -> bool:
    """Whether the package is there in a version that is asked for."""
    version = versions.get(canonicalize_name(wanted.name))
    return version is not None and wanted.specifier.contains(version)


@pytest.mark.parametrize("lock", WANTED)
def test_the_lock_has_what_the_project_asks_for(lock: str) -> None:
    versions = pinned(lock)
    lacking = [text for text in WANTED[lock] if not meets(versions, Requirement(text))]
    assert lacking == [], "run make lock"


@pytest.mark.parametrize("lock", WANTED)
def test_every_package_is_pinned_with_hashes(lock: str) -> None:
    assert [
        e
        for e in entries(lock)
        if not re.fullmatch(r"[\w.-]+==\S+( ; .+?)? +(--hash=sha256:[0-9a-f]{64} *)+", e)
    ] == []


@pytest.mark.parametrize("lock", WANTED)
def test_the_lock_names_no_index_and_no_folder(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert (
        re.findall(r"(?m)://|--index|--extra-index|--find-links|--trusted-host|(?:^| )/\w+.*| @ .*", text)
        == []
    )


def test_a_server_runs_the_versions_that_were_tested() -> None:
    assert pinned(SERVER).items() <= pinned(DEV).items()
