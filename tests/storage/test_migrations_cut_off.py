"""A migration of a file whose power goes after any statement: each step is there whole or not at all."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine, event

from storage.migrate import at_head, upgrade
from tests.storage.releases import counted, put_back, versions

EVERY = 25  # statements between two pictures of the disk


@contextmanager
def pictures(file: Path, folder: Path) -> Iterator[list[Path]]:
    """What a power cut would have left of the file and of its journal, after every few statements."""
    taken: list[Path] = []
    done = 0

    def take(*_: object) -> None:
        nonlocal done
        done += 1
        if done % EVERY and done != 1:
            return
        picture = folder / f"{done}" / file.name
        picture.parent.mkdir(parents=True)
        for each in (file, file.with_name(f"{file.name}-journal")):
            if each.exists():
                shutil.copyfile(each, picture.with_name(each.name))
        taken.append(picture)

    event.listen(Engine, "after_cursor_execute", take)
    try:
        yield taken
    finally:
        event.remove(Engine, "after_cursor_execute", take)


def test_a_first_start_that_was_cut_off_is_simply_begun_again(tmp_path: Path) -> None:
    file = tmp_path / "thidua.db"
    with pictures(file, tmp_path / "cut") as taken:
        upgrade(f"sqlite:///{file}")
    assert len(taken) > 4
    for picture in taken:
        upgrade(f"sqlite:///{picture}")
        assert at_head(f"sqlite:///{picture}")


def test_an_upgrade_that_was_cut_off_is_begun_again_and_loses_nothing(tmp_path: Path) -> None:
    file = tmp_path / "thidua.db"
    before = put_back(versions()[0], file)
    with pictures(file, tmp_path / "cut") as taken:
        upgrade(f"sqlite:///{file}")
    assert taken
    for picture in taken:
        upgrade(f"sqlite:///{picture}")
        with closing(sqlite3.connect(picture)) as database:
            after = counted(database)
        assert {table: after.get(table) for table in before} == before
