"""Pictures of figures: a PNG that can be opened, the same for the same figures."""

from io import BytesIO

import pytest
from PIL import Image

from papers.charts import Bar, BarGroup, grouped_bars

LEGEND = ("Đăng ký danh hiệu", "Hưởng ứng phong trào")
LONG = "Viện Chiến lược và Khoa học Thanh tra thuộc Thanh tra Chính phủ"


def groups(count: int) -> list[BarGroup]:
    return [BarGroup(f"{LONG} {n}", (Bar(n, count, 100 * n // count), Bar(0, 3, 0))) for n in range(count)]


@pytest.mark.parametrize("count", [1, 9, 40])
def test_every_unit_has_its_row(count: int) -> None:
    with Image.open(BytesIO(grouped_bars("Đăng ký năm 2026", LEGEND, groups(count), "Lúc 09:00"))) as picture:
        assert picture.format == "PNG"
        assert picture.width == 1200
        assert picture.height >= 100 * count * 0.9


def test_the_same_figures_give_the_same_picture() -> None:
    first, second = (grouped_bars("Đăng ký", LEGEND, groups(3), "Ghi chú") for _ in range(2))
    assert first == second


def test_other_figures_give_another_picture() -> None:
    assert grouped_bars("Đăng ký", LEGEND, groups(3), "") != grouped_bars("Đăng ký", LEGEND, groups(4), "")


def test_no_units_are_no_error() -> None:
    assert grouped_bars("Đăng ký", LEGEND, [], "").startswith(b"\x89PNG")
