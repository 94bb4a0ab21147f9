"""What a sentence looks like when a value is absent."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.texts import Texts
from campaign.people import Language
from handlers.kit import Say

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"a": "một", "b": "hai"}, "đầu\nmột\nhai, hết"),
        ({"a": None, "b": "hai"}, "đầu\nhai, hết"),
        ({"a": "", "b": None}, "đầu\n\n, hết"),
    ],
)
def test_a_line_that_is_only_an_absent_value_is_left_out(
    tmp_path: Path, values: dict[str, str | None], shown: str
) -> None:
    for language in Language:
        folder = tmp_path / language.value / "LC_MESSAGES"
        folder.mkdir(parents=True)
        text = HEAD + 'msgid "x.y"\nmsgstr "đầu\\n{a}\\n{b}, hết"\n'
        (folder / "x.po").write_text(text, encoding="utf-8")
    texts = Texts(ZoneInfo("Asia/Ho_Chi_Minh"), tmp_path)
    assert texts.render(Say("x.y", values), Language.VI, datetime(2026, 3, 2, tzinfo=UTC)) == shown
