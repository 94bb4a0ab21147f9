"""Texts with entities are read as Telegram reads them, and refused in its words."""

from typing import Any

import pytest

from tests.bot_api.formatting_html import parse_html
from tests.bot_api.formatting_markdown import parse_markdown
from tests.bot_api.formatting_markdown_v2 import parse_markdown_v2
from tests.bot_api.refused import Refused


def entity(kind: str, offset: int, length: int, **more: str) -> dict[str, Any]:
    return {"offset": offset, "length": length, "type": kind, **more}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>Kính</b> gửi", "Kính gửi", [entity("bold", 0, 4)]),
        ("😀 <i>a</i>", "😀 a", [entity("italic", 3, 1)]),
        ("<b>a<i>b</i></b>", "ab", [entity("italic", 1, 1), entity("bold", 0, 2)]),
        ('<a href="https://example.vn/?a=1&amp;b=2">a</a>', "a", [entity("text_link", 0, 1, url="https://example.vn/?a=1&b=2")]),
        ("1 &lt; 2 &amp;&#38;&#x26; &nbsp;", "1 < 2 &&& &nbsp;", []),
        ("<code>x</code><pre>y</pre>", "xy", [entity("code", 0, 1), entity("pre", 1, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [entity("expandable_blockquote", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [entity("spoiler", 0, 1)]),
        ("<b></b>a", "a", []),
        ("a > b", "a > b", []),
    ],
)  # fmt: skip
def test_html_is_read(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert parse_html(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("ệ<b", "Unclosed start tag at byte offset 3"),
        ("a<div>b</div>", 'Unsupported start tag "div" at byte offset 1'),
        ("1 < 2 > 1", 'Unsupported start tag "" at byte offset 2'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-emoji>a</tg-emoji>", "Invalid custom emoji identifier specified"),
    ],
)
def test_broken_html_is_refused(source: str, complaint: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("*Kính* gửi", "Kính gửi", [entity("bold", 0, 4)]),
        ("*a _b_*", "a b", [entity("italic", 2, 1), entity("bold", 0, 3)]),
        ("__a__ ||b||", "a b", [entity("underline", 0, 1), entity("spoiler", 2, 1)]),
        ("😀 [a](https://example.vn/\\))", "😀 a", [entity("text_link", 3, 1, url="https://example.vn/)")]),
        ("1\\.5 \\- 2\\!", "1.5 - 2!", []),
        ("`a.b` ```py\nx = 1```", "a.b x = 1", [entity("code", 0, 3), entity("pre", 4, 5)]),
        (">a\n>b\nc", "a\nb\nc", [entity("blockquote", 0, 4)]),
    ],
)  # fmt: skip
def test_markdown_v2_is_read(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert parse_markdown_v2(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("Bước 2.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("a - b", "Character '-' is reserved and must be escaped with the preceding '\\'"),
        ("ệ *a", "Can't find end of Bold entity at byte offset 4"),
        ("[a](b", "Can't find end of a URL at byte offset 4"),
        ("a > b", "Character '>' is reserved and must be escaped with the preceding '\\'"),
    ],
)
def test_broken_markdown_v2_is_refused(source: str, complaint: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_markdown_v2(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


def test_old_markdown_is_read() -> None:
    text, entities = parse_markdown("*a* _b_ `c` [d](https://example.vn) \\_e")
    assert text == "a b c d _e"
    assert [one["type"] for one in entities] == ["bold", "italic", "code", "text_link"]
    with pytest.raises(Refused, match="Can't find end of the entity starting at byte offset 4"):
        parse_markdown("ệ *a")
