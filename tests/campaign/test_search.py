"""Finding Vietnamese words however they were typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.search import finder, matches, search_key, spelling_key, tidy

VIETNAMESE = st.text(alphabet="aàáảãạăằắẳẵặâầấẩẫậđeêoôơưứừửữựyỳýỷỹỵ ĐÁ", min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Báo Thanh tra", "bao thanh tra"),
        ("ĐỒNG CHÍ Đặng Thị Đào", "dong chi dang thi dao"),
        (unicodedata.normalize("NFD", "Viện Chiến lược và Khoa học"), "vien chien luoc va khoa hoc"),
        ("Nguyễn\u200b Văn\u00a0\u00a0A\ufeff", "nguyen van a"),
        ("Phòng Nghiệp vụ 1 (Cụm II)", "phong nghiep vu 1 cum ii"),
        ("Khối trưởng/Cụm trưởng", "khoi truong cum truong"),
        ("ÐÀ NẴNG", "da nang"),  # with the Icelandic eth of old converters
        ("１２", "12"),
        ("— …", ""),
        ("", ""),
    ],
)
def test_a_search_key_is_plain_words(text: str, key: str) -> None:
    assert search_key(text) == key


@given(VIETNAMESE)
def test_composed_and_decomposed_text_have_one_search_key(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert search_key(composed) == search_key(decomposed) == search_key(text.upper())


@given(st.text(max_size=40))
def test_every_form_is_stable(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert search_key(search_key(text)) == search_key(text)
    assert unicodedata.is_normalized("NFC", tidy(text))


@pytest.mark.parametrize(
    "query", ["bao thanh tra", "Báo", "tra bao", "THANH", "baothanhtra", "thanhtra", "bá th", "", "  "]
)
def test_what_a_hurried_person_types_finds_the_unit(query: str) -> None:
    assert matches(query, search_key("Báo Thanh tra"))


@pytest.mark.parametrize("query", ["bao chi", "hanh", "ra", "thanh tra bao x", "traba"])
def test_other_words_do_not(query: str) -> None:
    assert not matches(query, search_key("Báo Thanh tra"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vụ Kế hoạch – Tổng hợp", "vụ  kế hoạch – tổng hợp"),
        ("Hoà Bình", "Hòa Bình"),
        ("Uỷ ban", "Ủy ban"),
        ("Thủy", "Thuỷ"),
    ],
)
def test_one_word_spelled_two_ways_is_one_word(one: str, other: str) -> None:
    assert spelling_key(one) == spelling_key(unicodedata.normalize("NFD", other))


@pytest.mark.parametrize(("one", "other"), [("Tân Lập", "Tân Lạp"), ("Hà Nam", "Ha Nam"), ("Đình", "Định")])
def test_accents_make_different_words(one: str, other: str) -> None:
    assert spelling_key(one) != spelling_key(other)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("  Nguyễn   Văn\tA \n", "Nguyễn Văn A"),
        (unicodedata.normalize("NFD", "Trần Thị B"), "Trần Thị B"),
        ("\ufeffLê\u00a0Văn\u200b C\u00ad", "Lê Văn C"),
        ("plain", "plain"),
        (" two  words ", "two words"),
    ],
)
def test_a_name_is_kept_tidy(raw: str, kept: str) -> None:
    assert tidy(raw) == kept


def naive(query: str, key: str) -> bool:
    """As `matches` says in words, slowly."""
    wanted, words = search_key(query).split(), key.split()
    if all(any(word.startswith(piece) for word in words) for piece in wanted):
        return True
    return any("".join(words[start:]).startswith("".join(wanted)) for start in range(len(words)))


@given(st.text(alphabet="ab đ.", max_size=6), st.text(alphabet="ab đ.", max_size=10))
def test_a_query_prepared_for_many_finds_what_it_says(query: str, text: str) -> None:
    assert finder(query)(search_key(text)) == naive(query, search_key(text))
