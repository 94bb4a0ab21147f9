"""Files that the program makes are told apart by their names, on any phone and any disk."""

from datetime import date

import pytest

from handlers.filenames import file_name

DAY = date(2026, 12, 18)


@pytest.mark.parametrize(
    ("about", "name"),
    [
        (
            ("Chiến sĩ thi đua cơ sở", "Khối số IV"),
            "bang-phieu-chien-si-thi-dua-co-so-khoi-so-iv-18-12-2026.csv",
        ),
        (("", "Đơn vị A"), "bang-phieu-don-vi-a-18-12-2026.csv"),
        (("../../etc/passwd", 'a"b\r\n;c'), "bang-phieu-etc-passwd-a-b-c-18-12-2026.csv"),
        (("Ủy ban ☂ Δ",), "bang-phieu-uy-ban-18-12-2026.csv"),
        (("☂",), "bang-phieu-18-12-2026.csv"),
    ],
)
def test_a_name_says_what_of_whom_and_when_in_plain_letters(about: tuple[str, ...], name: str) -> None:
    assert file_name("bang-phieu", *about, day=DAY, ending="csv") == name


def test_a_long_title_keeps_whole_words_and_one_without_blanks_is_cut() -> None:
    name = file_name(
        "bang-phieu", "Chiến sĩ thi đua Thanh tra Chính phủ năm 2026", "x" * 300, day=DAY, ending="csv"
    )
    assert name == f"bang-phieu-chien-si-thi-dua-thanh-tra-chinh-phu-nam-{'x' * 40}-18-12-2026.csv"
