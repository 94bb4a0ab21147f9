"""What is slow to load is loaded when it is needed, never on the way to the first answer."""

import subprocess
import sys

import pytest
from alembic.script import ScriptDirectory
from typer.testing import CliRunner

from bot.cli import COMMANDS, app
from storage.migrate import configured
from storage.opening import newest

OFFICE = {"matplotlib", "openpyxl", "docx", "pypdf", "PIL", "segno", "icalendar", "alembic", "sqlalchemy"}


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("bot.cli", {*OFFICE, "telegram", "aiohttp", "babel", "starlette", "holidays"}),
        ("bot.commands.run", {*OFFICE, "telegram", "aiohttp", "asyncpg"}),
        ("bot.assembly", {*OFFICE, "telegram", "aiohttp", "asyncpg"}),
    ],
)
def test_what_is_not_needed_yet_is_not_loaded(module: str, absent: set[str]) -> None:
    asked = f"import sys, {module}; print(*(sys.modules.keys() & {absent!r}))"
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert found.stdout.split() == [], "import it inside the function that needs it"


def test_every_command_is_found_by_its_name() -> None:
    told = CliRunner().invoke(app, ["--help"])
    assert told.exit_code == 0
    assert all(name in told.output for name in COMMANDS)


def test_the_newest_schema_is_known_without_the_library_for_migrations() -> None:
    assert newest() == ScriptDirectory.from_config(configured(None)).get_current_head()
