"""`.env.example` is the list of settings: the same names, the same defaults, a word about each."""

from enum import Enum
from pathlib import Path

from bot.config import Settings

EXAMPLE = Path(__file__).parent.parent.parent / ".env.example"


def written(default: object) -> str:
    """A default as it stands in the file."""
    if default is None:
        return ""
    return str(default.value) if isinstance(default, Enum) else str(default)


def lines() -> list[str]:
    return EXAMPLE.read_text("utf-8").splitlines()


def test_the_example_has_every_setting_with_its_default_in_order() -> None:
    shown = dict(line.split("=", 1) for line in lines() if line and not line.startswith("#"))
    fields = Settings.model_fields
    assert shown == {name.upper(): written(field.default) for name, field in fields.items()}
    assert list(shown) == [name.upper() for name in fields]


def test_every_setting_has_a_comment_above_it() -> None:
    for above, line in zip(lines(), lines()[1:], strict=False):
        if "=" in line and not line.startswith("#"):
            assert above.startswith("# "), line
