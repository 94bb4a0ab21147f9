"""Biên bản kiểm phiếu: every figure from the record, the decree's format, the same bytes each time."""

import zipfile
from dataclasses import replace
from datetime import UTC, date
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length, Pt
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from campaign.ballots.ballot import Ballot
from campaign.ballots.presiding import AnnulledNow, annul
from campaign.ballots.record import BallotRecord
from campaign.ballots.rights import stamp
from campaign.ballots.rule import Basis
from campaign.ballots.tally import DecidedBy, Result
from campaign.ballots.ties import TieDecision
from campaign.ids import BallotId, CandidateId
from papers.layout import Masthead, in_words, share, two_digits
from papers.minutes import minutes
from papers.paragraphs import clean
from tests.campaign.ballots import CHAIR as CHAIRMAN
from tests.campaign.ballots import LATER, khoi, opened, person
from tests.papers.records import HANOI, HEAD, elected_record, open_record, secret_record, words

SAY = words()


def paper(record: BallotRecord, head: Masthead = HEAD) -> Document:
    return docx.Document(BytesIO(minutes(record, head, HANOI, SAY)))


def lines(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def cells(document: Document, table: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[table].rows]


def results(document: Document) -> list[list[str]]:
    return next(rows for n in range(len(document.tables)) if (rows := cells(document, n))[0][0] == "STT")


def mm(length: Length | None) -> int:
    """Word counts in twentieths of a point, which do not divide a millimetre."""
    assert length is not None
    return round(float(length.mm))


def test_the_same_record_gives_the_same_bytes() -> None:
    assert minutes(secret_record(), HEAD, HANOI, SAY) == minutes(secret_record(), HEAD, HANOI, SAY)


def test_the_file_carries_the_time_of_the_count_and_of_nothing_else() -> None:
    made = minutes(secret_record(), HEAD, HANOI, SAY)
    counted_at = secret_record().ballot.counted_at
    assert counted_at is not None
    properties = docx.Document(BytesIO(made)).core_properties
    assert properties.created == properties.modified == counted_at
    assert properties.author == HEAD.issuer
    with zipfile.ZipFile(BytesIO(made)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_page_is_set_as_the_decree_asks() -> None:
    section = paper(secret_record()).sections[0]
    assert (mm(section.page_width), mm(section.page_height)) == (210, 297)
    assert 20 <= mm(section.top_margin) <= 25
    assert 20 <= mm(section.bottom_margin) <= 25
    assert 30 <= mm(section.left_margin) <= 35
    assert 15 <= mm(section.right_margin) <= 20
    assert section.different_first_page_header_footer
    number = section.header.paragraphs[0]
    assert number.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert "PAGE" in number._p.xml
    assert section.first_page_header.paragraphs[0].text == ""


def test_the_text_is_times_new_roman_in_fourteen_points_and_justified() -> None:
    document = paper(secret_record())
    assert document.styles["Normal"].font.name == "Times New Roman"
    opening = next(one for one in document.paragraphs if one.text.startswith("Hồi "))
    assert opening.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert opening.runs[0].font.size == Pt(14)
    assert mm(opening.paragraph_format.first_line_indent) == 10


def test_the_head_names_the_issuer_and_a_draft_has_no_number() -> None:
    left, right = cells(paper(secret_record()), 0)[0]
    assert left.splitlines()[:2] == ["THANH TRA CHÍNH PHỦ", "KHỐI THI ĐUA SỐ IV"]
    assert right.splitlines()[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert cells(paper(secret_record()), 0)[1] == [
        "Số:          /BB-KTĐ",
        "Hà Nội, ngày 18 tháng 12 năm 2026",
    ]
    issued = replace(HEAD, number="15", superior="", day=date(2027, 2, 5))
    head = cells(paper(secret_record(), issued), 0)
    assert head[0][0].splitlines()[0] == "KHỐI THI ĐUA SỐ IV"
    assert head[1] == ["Số: 15/BB-KTĐ", "Hà Nội, ngày 05 tháng 02 năm 2027"]


def test_the_minutes_say_who_when_where_and_who_was_absent_and_why() -> None:
    text = lines(paper(secret_record()))
    for line in (
        "Hồi 08 giờ 00 phút ngày 18 tháng 12 năm 2026, tại Hà Nội, Khối thi đua số IV tiến hành bỏ phiếu kín.",
        "Kết thúc nhận ý kiến hồi 08 giờ 30 phút ngày 18 tháng 12 năm 2026.",
        "Chủ trì: đồng chí Nguyễn Văn A, Thủ trưởng Đơn vị B, Khối trưởng.",
        "Tổng số thành viên theo danh sách chốt khi mở: 09. Tham gia: 07; vắng: 02.",
        "- Đơn vị E vắng, lý do: đi công tác;",
        "- Đơn vị K không còn người đại diện, vẫn tính trong tổng số, lý do: nghỉ hưu theo chế độ;",
        "Ý kiến bằng văn bản của thành viên vắng mặt: 01.",
    ):
        assert line in text


def test_the_minutes_state_the_rule_its_source_and_that_it_was_not_compared() -> None:
    text = lines(paper(secret_record()))
    assert "Tỷ lệ cần đạt: từ 80% trở lên, tính trên tổng số thành viên." in text
    assert "Căn cứ: NĐ 98/2023/NĐ-CP Điều 30 khoản 7." in text
    unsure = "Lưu ý: căn cứ nêu trên chưa được đối chiếu với văn bản đang có hiệu lực."
    assert unsure in text
    record = secret_record()
    own = replace(record.ballot, settings=replace(record.ballot.settings, basis=Basis("Quy chế của Khối")))
    assert unsure not in lines(paper(record.with_ballot(own)))


def test_every_figure_of_the_table_is_the_records() -> None:
    assert results(paper(secret_record()))[1:] == [
        [
            "01",
            "Trần Thị B (Thanh tra viên, Đơn vị B)",
            "05",
            "01",
            "06/09 (66,66%)",
            "01",
            "00",
            "Chưa đạt (cần 08)",
        ],
        ["02", "Trần Thị C (Thanh tra viên, Đơn vị C)", "07", "01", "08/09 (88,88%)", "00", "00", "Đạt"],
    ]
    text = lines(paper(secret_record()))
    counted = "Số phiếu phát ra: 07; thu về: 07; hợp lệ: 07, trong đó phiếu trắng: 00; không hợp lệ: 00."
    assert counted in text
    assert "Thống nhất đề nghị xét tặng Chiến sĩ thi đua cơ sở cho Trần Thị C: 08/09 (88,88%)." in text
    assert "Kết quả chính thức theo quyết định của cấp có thẩm quyền." in text
    assert "Đơn vị C không tham gia biểu quyết đối với Trần Thị B, lý do: vợ chồng." in text


def test_a_secret_paper_prints_receipts_and_nobodys_choice() -> None:
    document = paper(secret_record())
    tables = [cells(document, n) for n in range(len(document.tables))]
    everything = "\n".join(cell for table in tables for row in table for cell in row)
    assert all(code in everything for code in secret_record().receipts)
    roll = next(table for table in tables if table[0][1:2] == ["Thành viên"])
    assert [row[3] for row in roll[1:4]] == ["Đã tham gia"] * 3
    assert "PB-04" in roll[4][3]
    assert not any("ồng ý" in cell for row in roll for cell in row)


def test_an_open_paper_names_each_vote_and_the_other_opinion() -> None:
    document = paper(open_record())
    text = lines(document)
    assert "BIÊN BẢN KẾT QUẢ BIỂU QUYẾT" in text
    assert "Số thành viên biểu quyết: 05/05." in text
    assert "Ý kiến khác của Đơn vị Đ đối với Đơn vị C: Đề nghị Bằng khen" in text
    assert "Có tham gia biểu quyết đối với chính mình: Đơn vị C." in text
    assert [row[3] for row in cells(document, len(document.tables) - 1)[1:]] == [
        *["Đồng ý"] * 4,
        "Ý kiến khác: Đề nghị Bằng khen",
    ]


def test_an_election_names_the_unit_elected() -> None:
    text = lines(paper(elected_record()))
    assert "Đơn vị C được bầu làm Trưởng: 04/05 (80%)." in text
    assert "Mỗi phiếu chọn không quá 01." in text
    assert results(paper(elected_record()))[0][2] == "Số phiếu chọn"


def test_counting_team_secretary_and_chair_sign() -> None:
    document = paper(secret_record())
    signing = [[cell.text.splitlines() for cell in table.rows[0].cells] for table in document.tables]
    row = next(cells for cells in signing if cells[0][:1] == ["BAN KIỂM PHIẾU"])
    assert [(cell[0], cell[-1]) for cell in row] == [
        ("BAN KIỂM PHIẾU", "Nguyễn Văn A"),
        ("THƯ KÝ", "Trần Thị B"),
        ("CHỦ TRÌ", "Nguyễn Văn A"),
    ]
    assert "- Lưu: VT, hồ sơ thi đua." in lines(document)


def test_an_annulled_result_says_so_with_name_and_reason() -> None:
    record = secret_record()
    undone = annul(record.ballot, khoi(9), CHAIRMAN, "Sai danh sách ứng viên", BallotId(18), LATER)
    assert isinstance(undone, AnnulledNow)
    text = lines(paper(record.with_ballot(undone.ballot)))
    assert any(
        "ĐÃ BỊ HỦY" in line and CHAIRMAN.name in line and "Sai danh sách ứng viên" in line for line in text
    )


def test_a_broken_tie_is_told_with_rule_chair_and_reason() -> None:
    record = elected_record()
    decision = TieDecision((CandidateId(202),), (CandidateId(203),), "Luân phiên", stamp(CHAIRMAN, LATER))
    settled = (
        replace(record.count.candidates[0], result=Result.PASSED, decided_by=DecidedBy.PREFERENCE),
        replace(record.count.candidates[1], result=Result.PASSED, decided_by=DecidedBy.CHAIR),
    )
    broken = replace(record, count=replace(record.count, candidates=settled), tie=decision)
    text = "\n".join(lines(paper(broken)))
    assert "từ 70% nữ trở lên: Đơn vị C" in text
    assert f"chủ trì {CHAIRMAN.name} quyết định chọn Đơn vị D. Lý do: Luân phiên." in text
    assert [row[-1] for row in results(paper(broken))[1:]] == [
        "Đạt, theo quy định ưu tiên khi bằng phiếu",
        "Đạt, do chủ trì quyết định khi bằng phiếu",
    ]


@pytest.mark.parametrize("result", [Result.TIED, Result.OUTRANKED, Result.NO_QUORUM, Result.SHORT])
def test_every_verdict_has_its_words(result: Result) -> None:
    record = elected_record()
    one, two = record.count.candidates
    count = replace(
        record.count, candidates=(replace(one, result=result), two), quorum_met=result is not Result.NO_QUORUM
    )
    document = paper(replace(record, count=count))
    told = {
        Result.TIED: ("Bằng phiếu", "Các trường hợp bằng phiếu: Đơn vị C."),
        Result.OUTRANKED: ("Đạt tỷ lệ, ngoài số lượng", "Không có trường hợp nào đạt tỷ lệ quy định."),
        Result.NO_QUORUM: (
            "Chưa đủ số thành viên tham gia",
            "Chưa đủ số thành viên tham gia tối thiểu nên chưa kết luận.",
        ),
        Result.SHORT: ("Chưa đạt (cần 03)", "Không có trường hợp nào đạt tỷ lệ quy định."),
    }
    verdict, conclusion = told[result]
    assert results(document)[1][-1] == verdict
    assert conclusion in lines(document)


def test_long_tables_repeat_their_heading_and_split_no_row() -> None:
    many = tuple(person(number, id=CandidateId(1000 + number)) for number in range(1, 61))
    document = paper(secret_record(many))
    table = next(one for one in document.tables if len(one.rows) == 61)
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert all("w:cantSplit" in row._tr.xml for row in table.rows)


def test_an_uncounted_ballot_has_no_minutes() -> None:
    record = secret_record()
    with pytest.raises(ValueError, match="not been counted"):
        minutes(record.with_ballot(opened()), HEAD, HANOI, SAY)


@hypothesis_settings(max_examples=10)
@given(st.text(st.characters(exclude_categories=()), max_size=60), st.text(max_size=20))
def test_whatever_people_typed_neither_breaks_nor_alters_the_file(name: str, reason: str) -> None:
    record = secret_record((person(1, name=f"A{name}"), person(2, name='<w:p/>&"')))
    ballot: Ballot = replace(record.ballot, title=f"T{reason}")
    document = paper(record.with_ballot(ballot))
    assert results(document)[2][1] == '<w:p/>&" (Thanh tra viên, Đơn vị C)'
    assert results(document)[1][1].startswith(clean(f"A{name}"))


def test_characters_that_xml_forbids_are_dropped_and_text_is_composed() -> None:
    assert clean("Tra\u0302\u0300n\x00 Thị\x0b\ud800 B\r\nHà Nội") == "Trần Thị B Hà Nội"


@pytest.mark.parametrize(
    ("yes", "base", "said"),
    [(4, 5, "04/05 (80%)"), (2, 3, "02/03 (66,66%)"), (7999, 10000, "7999/10000 (79,99%)"), (0, 0, "00/00")],
)
def test_a_share_is_cut_off_and_never_rounded_up(yes: int, base: int, said: str) -> None:
    assert share(yes, base, SAY) == said


def test_days_and_the_first_months_have_a_leading_zero() -> None:
    assert in_words(date(2026, 2, 5), SAY) == "ngày 05 tháng 02 năm 2026"
    assert in_words(date(2026, 3, 15), SAY) == "ngày 15 tháng 3 năm 2026"
    assert two_digits(9) == "09"


def test_the_english_words_make_a_paper_too() -> None:
    english: Any = words("en")
    document = docx.Document(BytesIO(minutes(open_record(), HEAD, HANOI, english)))
    assert "MINUTES OF A SHOW OF HANDS" in lines(document)


def test_times_are_told_in_the_zone_that_was_asked_for() -> None:
    document = docx.Document(BytesIO(minutes(secret_record(), HEAD, UTC, SAY)))
    assert any(line.startswith("Hồi 01 giờ 00 phút") for line in lines(document))
