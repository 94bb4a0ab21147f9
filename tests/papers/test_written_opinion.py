"""Phiếu lấy ý kiến bằng văn bản: a box for every answer, no name on a secret slip, the same bytes each time."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.document import Document

from campaign.ballots.ballot import Ballot
from campaign.ballots.rule import Act, RecusalRule
from papers.written_opinion import BOX, written_opinion
from tests.campaign.ballots import LATER, collective, draft, opened, settings
from tests.papers.records import HANOI, HEAD, words

SAY = words()


def paper(ballot: Ballot, voter: int = 1) -> Document:
    return docx.Document(BytesIO(written_opinion(ballot, ballot.roll[voter], LATER, HEAD, HANOI, SAY)))


def boxes(document: Document) -> list[list[str]]:
    table = next(one for one in document.tables if one.rows[0].cells[0].text == "STT")
    return [[cell.text for cell in row.cells] for row in table.rows]


def lines(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def before_the_label(document: Document) -> str:
    text = lines(document)
    return "\n".join(
        [*text[: text.index("NHÃN BÌ NGOÀI")], *(cell for row in boxes(document) for cell in row)]
    )


def test_the_same_ballot_and_voter_give_the_same_bytes() -> None:
    ballot = opened()
    first, again = (written_opinion(ballot, ballot.roll[1], LATER, HEAD, HANOI, SAY) for _ in range(2))
    assert first == again
    assert first != written_opinion(ballot, ballot.roll[2], LATER, HEAD, HANOI, SAY)


def test_a_ballot_has_two_boxes_for_each_name() -> None:
    rows = boxes(paper(opened()))
    assert rows[0][3:] == ["Đồng ý", "Không đồng ý"]
    assert [row[3:] for row in rows[1:]] == [[BOX, BOX]] * 2
    assert rows[1][1:3] == ["Trần Thị B (Thanh tra viên, Đơn vị B)", "Chiến sĩ thi đua cơ sở"]


def test_a_secret_slip_has_no_name_and_the_outer_envelope_has() -> None:
    ballot = opened()
    document = paper(ballot)
    voter = ballot.roll[1]
    assert voter.hand is not None
    slip = before_the_label(document)
    assert voter.hand.name not in slip
    assert f"của: {voter.name}" not in slip
    assert f"Ý kiến bằng văn bản của: {voter.name}" in lines(document)
    assert "Không ghi tên, không ký trên phiếu này." in slip


def test_an_open_slip_is_addressed_and_signed_and_leaves_room_for_another_opinion() -> None:
    ballot = opened(draft(rule=settings(Act.HANDS)))
    document = paper(ballot)
    assert "Kính gửi: đồng chí Nguyễn Văn C, Thủ trưởng đơn vị" in lines(document)
    assert boxes(document)[0][3:] == ["Đồng ý", "Không đồng ý", "Ý kiến khác"]
    assert "Ý kiến khác:" in lines(document)
    assert any(
        "NGƯỜI CHO Ý KIẾN" in cell.text
        for table in document.tables
        for row in table.rows
        for cell in row.cells
    )
    assert "NHÃN BÌ NGOÀI" not in lines(document)


def test_a_nomination_has_one_box_for_each_name_and_says_how_many() -> None:
    ballot = opened(draft(rule=settings(Act.ACCLAIM), candidates=(collective(1), collective(2))))
    document = paper(ballot)
    assert boxes(document)[0][3:] == ["Chọn"]
    assert "Đánh dấu X vào không quá 01 ô. Nhiều hơn là phiếu không hợp lệ." in lines(document)


def test_a_name_the_voter_is_recused_from_has_no_box() -> None:
    rule = settings(recusal=RecusalRule.SELF)
    ballot = opened(draft(rule=rule, candidates=(collective(1), collective(2))))
    assert [row[3:] for row in boxes(paper(ballot))[1:]] == [[BOX, BOX], ["Không tham gia"] * 2]


def test_the_slip_says_by_when_it_has_to_come() -> None:
    assert any("trước 08 giờ 30 phút, ngày 18 tháng 12 năm 2026" in line for line in lines(paper(opened())))
    ballot = opened()
    undated = docx.Document(BytesIO(written_opinion(ballot, ballot.roll[1], None, HEAD, HANOI, SAY)))
    assert any("trước khi kết thúc nhận ý kiến; Ban kiểm phiếu mở sau đó" in line for line in lines(undated))


def test_a_unit_without_a_head_still_gets_its_paper() -> None:
    ballot = opened()
    headless = replace(ballot, roll=(replace(ballot.roll[0], hand=None), *ballot.roll[1:]))
    assert f"Người đại diện: {ballot.roll[0].name}" in lines(paper(headless, voter=0))


def test_a_draft_has_no_paper() -> None:
    with pytest.raises(ValueError, match="not been prepared"):
        written_opinion(draft(), draft().roll[0], None, HEAD, HANOI, SAY)
