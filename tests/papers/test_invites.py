"""Invitations come out as a table and as QR codes that lead where they should."""

import csv
from io import BytesIO, StringIO

import pytest
import segno
from PIL import Image
from pypdf import PdfReader
from time_machine import travel

from campaign.joining.invite_card import PER_PAGE, InviteCard
from campaign.people import Role
from papers.invites import Reader, invites_csv, invites_pdf, invites_png


def card(number: int = 1, name: str = "Nguyễn Văn A", unit: str = "Thanh tra tỉnh") -> InviteCard:
    roles = frozenset({Role.SECRETARY, Role.HEAD})
    return InviteCard(
        f"K7M4-{number:04}", name, unit, roles, f"https://t.me/thidua_bot?start=K7M4{number:04}"
    )


def test_the_table_has_the_columns_a_program_expects() -> None:
    text = invites_csv([card()], Reader.PROGRAM).decode("utf-8")
    assert list(csv.DictReader(StringIO(text))) == [
        {
            "code": "K7M4-0001",
            "name": "Nguyễn Văn A",
            "unit": "Thanh tra tỉnh",
            "roles": "Thủ trưởng đơn vị; Thư ký",
            "link": "https://t.me/thidua_bot?start=K7M40001",
        }
    ]


def test_excel_is_told_that_the_letters_are_vietnamese() -> None:
    assert invites_csv([], Reader.EXCEL).startswith(b"\xef\xbb\xbfcode,")


@pytest.mark.parametrize("name", ["=1+1", "+84", "-x", "@x"])
def test_a_name_never_becomes_a_formula(name: str) -> None:
    text = invites_csv([card(name=name)], Reader.PROGRAM).decode()
    assert next(csv.DictReader(StringIO(text)))["name"] == f"'{name}"


@pytest.mark.parametrize(("people", "pages"), [(0, 0), (1, 1), (PER_PAGE, 1), (PER_PAGE + 1, 2)])
def test_twelve_people_stand_on_a_page(people: int, pages: int) -> None:
    assert len(list(invites_png(card(i) for i in range(people)))) == pages


def test_the_pages_of_the_pdf_are_a4() -> None:
    read = PdfReader(BytesIO(invites_pdf([card(i) for i in range(PER_PAGE + 1)])))
    assert [(round(page.mediabox.width), round(page.mediabox.height)) for page in read.pages] == [
        (595, 842)
    ] * 2


def test_the_same_people_are_the_same_bytes_next_year() -> None:
    people = [card(i) for i in range(3)]
    now = invites_pdf(people), list(invites_png(people))
    with travel("2031-01-01"):
        assert (invites_pdf(people), list(invites_png(people))) == now


@pytest.mark.parametrize(
    "link", ["https://t.me/thidua_bot?start=K7M4", "https://thidua.example/" + "x" * 200]
)
def test_the_code_on_the_page_is_the_link(link: str) -> None:
    (png,) = invites_png([InviteCard("K7M4", ".", ".", frozenset(), link)])
    page = Image.open(BytesIO(png)).convert("L")
    cell = page.crop((95, 95, 575, 430)).point(lambda level: 255 - level)
    left, top, right, bottom = cell.getbbox() or (0, 0, 0, 0)
    expected = [list(row) for row in segno.make_qr(link, error="m").matrix]
    module = (right - left) / len(expected)
    middles = [int((place + 0.5) * module) for place in range(len(expected))]
    seen = [[int(cell.getpixel((left + x, top + y)) == 255) for x in middles] for y in middles]
    assert bottom - top == right - left
    assert seen == expected


def test_names_longer_than_the_card_are_cut_and_do_not_stop_the_page() -> None:
    long = card(name="Nguyễn " * 60, unit="Đơnvịkhôngcódấucách" * 20)
    assert len(list(invites_png([long]))) == 1
