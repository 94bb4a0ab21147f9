"""The sentences are complete; and the check that says so can see each thing that may be wrong with them."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract

from tests.texts import findings, placeholders, uses_in

ROOT = Path(__file__).parent.parent

STEP = '''"""/giaouoc: “Đã ký”"""
from handlers.kit import say


def signed(number):
    """Báo đã ký."""
    return say("compact.signed", number=number)  # đã ký
'''
ABOUT_VI = '# kept: the list of commands\nmsgid "compact.about"\nmsgstr "Ký giao ước"\n'
ABOUT_EN = 'msgid "compact.about"\nmsgstr "Sign the compact"\n'
VI = ABOUT_VI + '\nmsgid "compact.signed"\nmsgstr "Đã ký: {number}"\n'
EN = ABOUT_EN + '\nmsgid "compact.signed"\nmsgstr "Signed: {number}"\n'


def tree(root: Path, *, step: str = STEP, vi: str = VI, en: str = EN) -> Path:
    """A small house: one step and its sentences in two languages."""
    files = {
        "handlers/compact.py": step,
        "locales/vi/LC_MESSAGES/compact.po": vi,
        "locales/en/LC_MESSAGES/compact.po": en,
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_every_sentence_of_the_product_is_in_order() -> None:
    assert findings(ROOT) == []


def test_a_tree_in_order_has_no_findings(tmp_path: Path) -> None:
    assert findings(tree(tmp_path)) == []


@pytest.mark.parametrize(
    ("spoilt", "finding"),
    [
        ({"vi": VI.replace("Đã ký: {number}", "")}, "vi: compact.signed has no sentence"),
        ({"en": ABOUT_EN}, "handlers/compact.py:7: compact.signed has no sentence in en"),
        ({"en": ABOUT_EN}, "compact.signed is in vi only"),
        ({"en": EN + '\nmsgid "compact.more"\nmsgstr "More"\n'}, "compact.more is in en only"),
        ({"en": EN.replace("{number}", "{no}")}, "compact.signed has other placeholders in en than in vi"),
        ({"en": EN.replace("{number}", "{no}")}, "handlers/compact.py:7: compact.signed needs no in en"),
        ({"vi": VI.replace("# kept", "# held")}, "compact.about is said nowhere (data names it?"),
        ({"vi": VI.replace("compact.about", "menu.about")}, "vi: menu.about does not belong into compact.po"),
        ({"vi": VI + '\nmsgid "compact.signed"\nmsgstr "Xong"\n'}, "vi: compact.signed stands 2 times"),
        ({"vi": VI.replace("Đã ký", "Đã ký" * 400)}, "vi: compact.signed has 2010 characters; 1800 at most"),
        ({"vi": VI.replace("Đã ký", "Đa\u0303 ký")}, "vi: compact.signed is not composed Unicode (NFC)"),
        ({"vi": VI.replace("Đã ký", "Đã ký!")}, "vi: compact.signed has an exclamation mark"),
        (
            {"vi": VI.replace("{number}", "{number")},
            "vi: compact.signed has a brace or placeholder that cannot be read",
        ),
        ({"vi": "#, fuzzy\n" + ABOUT_VI}, "vi: compact.about is marked fuzzy"),
        (
            {"step": STEP.replace('"compact.signed"', "number")},
            "handlers/compact.py:7: the key is not a literal",
        ),
        ({"step": STEP + '\nDONE = "đã ký"\n'}, 'handlers/compact.py:9: a sentence outside locales: "đã ký"'),
        ({"step": STEP + '\nDONE = f"{STEP} ký"\n'}, "handlers/compact.py:9: a sentence outside locales:"),
    ],
)
def test_whatever_is_wrong_is_found(tmp_path: Path, spoilt: dict[str, str], finding: str) -> None:
    assert [line for line in findings(tree(tmp_path, **spoilt)) if line.startswith(finding)]


def test_a_letter_written_by_its_escape_is_no_sentence(tmp_path: Path) -> None:
    assert findings(tree(tmp_path, step=STEP + '\nPLAIN = str.maketrans({"\\u0111": "d"})\n')) == []


def test_values_may_stand_in_a_dictionary() -> None:
    (use,) = uses_in('Say("time.left", {"n": 3})', "here.py")
    assert (use.key, use.values) == ("time.left", frozenset({"n"}))


def test_values_that_are_not_literal_are_not_judged() -> None:
    (use,) = uses_in('say("time.left", **values)', "here.py")
    assert use.values is None


def test_a_literal_key_is_what_babel_extracts_too() -> None:
    found = [message for _, message, _, _ in extract("python", BytesIO(STEP.encode()), {"say": None})]
    assert found == [use.key for use in uses_in(STEP, "step.py")]


@pytest.mark.parametrize("text", ["{", "}", "{}", "{0}", "{a.b}", "{a:>3}", "{a!r}", "{a b}"])
def test_only_plain_names_are_placeholders(text: str) -> None:
    assert placeholders(text) is None


def test_doubled_braces_are_letters() -> None:
    assert placeholders("{{a}} {b}") == frozenset({"b"})
