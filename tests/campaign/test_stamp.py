"""State secrets are recognised by their stamp, and ordinary words are not."""

import unicodedata

import pytest

from campaign.stamp import Secrecy, stamped, stamped_name


@pytest.mark.parametrize(
    ("text", "degree"),
    [
        ("MẬT", Secrecy.PLAIN),
        ("Báo cáo\nTỐI MẬT\nKính gửi", Secrecy.TOP),
        ("  TUYỆT  MẬT  ", Secrecy.UTMOST),
        ("[MẬT]", Secrecy.PLAIN),
        ("Độ mật: Tối mật", Secrecy.TOP),
        ("Mật", Secrecy.PLAIN),
        ("Tài liệu đóng dấu MẬT số 3", Secrecy.PLAIN),
        (unicodedata.normalize("NFD", "TỐI MẬT"), Secrecy.TOP),
    ],
)
def test_a_stamp_that_stands_alone_is_found(text: str, degree: Secrecy) -> None:
    assert stamped(text) is degree


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bảo mật thông tin",
        "BẢO MẬT",
        "QUY CHẾ BẢO MẬT VÀ AN TOÀN THÔNG TIN",
        "CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "mật ong rừng",
        "Đặt lại MẬT KHẨU trước ngày 1/4",
        "thân mật, cơ mật, mật thiết",
        "Nộp MẬT MÃ cho tổ kỹ thuật",
    ],
)
def test_a_word_is_not_a_stamp(text: str) -> None:
    assert stamped(text) is None


@pytest.mark.parametrize(
    "name", ["MẬT.pdf", "bao-cao_TỐI MẬT_2026.docx", "bao cao (MẬT).pdf", "báo_cáo-MẬT-.pdf"]
)
def test_a_stamp_in_a_file_name_is_found(name: str) -> None:
    assert stamped_name(name) is not None


@pytest.mark.parametrize("name", ["Bảo mật.pdf", "BẢO-MẬT-2026.pdf", "quy_che_bao_mat.docx", "mat-ong.jpg"])
def test_a_word_in_a_file_name_is_not_a_stamp(name: str) -> None:
    assert stamped_name(name) is None
