"""No store is left out: each is held to SQLite and to PostgreSQL by a test of this folder."""

import re
from pathlib import Path

from storage.unit import Unit

FOLDER = Path(__file__).parent


def test_every_store_of_a_transaction_is_tried_on_both_databases() -> None:
    made = re.findall(
        r"self\.(\w+) = (\w+)\(sql", Path(Unit.__init__.__code__.co_filename).read_text("utf-8")
    )
    assert len(made) > 30
    tests = [path.read_text("utf-8") for path in FOLDER.glob("test_*.py")]
    on_both = "\n".join(test for test in tests if "database: Database" in test)
    assert [name for name, _ in made if f".{name}." not in on_both] == []
