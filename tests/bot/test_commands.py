"""The command line: a roster in, invitations out; one sentence and an exit code for everything that is wrong."""

import csv
import os
from io import StringIO
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.commands.office import open_office
from bot.nature import belongs_to_another
from papers.roster_sheet import write_roster
from storage.sql import Conflict, Unavailable
from tests.campaign.rosters import HEADINGS, OFFICER, SECRETARY

NEWCOMER = ("TT003", "Lê Văn C", "Báo Thanh tra", "Biên tập viên", "Cá nhân; Cán bộ đầu mối", "Nam")


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Commands run in a folder of their own, without the settings of this machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("KEY_DIR", str(tmp_path / "keys"))
    monkeypatch.setenv("PUBLIC_URL", "https://thidua.example.vn/")
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    return tmp_path


def thidua(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def roster(*rows: tuple[str, ...], name: str = "danh-sach.csv") -> str:
    out = StringIO()
    csv.writer(out, delimiter=";").writerows((HEADINGS, *rows))
    Path(name).write_text(out.getvalue(), "utf-8")
    return name


def codes(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(result.stdout_bytes.decode("utf-8"))))


def test_the_first_roster_makes_the_khoi_and_everybody_gets_a_code() -> None:
    imported = thidua("roster", "import", roster(SECRETARY, OFFICER), "--khoi", "Cụm thi đua số 2")
    assert imported.exit_code == 0, imported.output
    invited = thidua("invites", "--format", "csv")
    assert invited.exit_code == 0, invited.output
    first, second = codes(invited)
    assert list(first) == ["code", "name", "unit", "roles", "link"]
    assert (first["name"], first["unit"]) == ("Nguyễn Văn A", "Thanh tra tỉnh")
    assert first["roles"] == "Cá nhân; Thư ký"
    assert first["code"] != second["code"]
    assert first["link"] == f"https://thidua.example.vn/join#{first['code'].replace('-', '')}"
    listed = thidua("khoi", "list")
    assert "Cụm thi đua số 2" in listed.stdout


def test_an_excel_roster_is_read_too(installation: Path) -> None:
    thidua("roster", "import", roster(SECRETARY, OFFICER))
    (installation / "mau.xlsx").write_bytes(write_roster())
    result = thidua("roster", "import", "mau.xlsx")
    assert result.exit_code == 1
    assert "chưa có người nào" in result.output


def test_the_same_roster_twice_changes_nothing() -> None:
    thidua("roster", "import", roster(SECRETARY, OFFICER))
    again = thidua("roster", "import", roster(SECRETARY, OFFICER))
    assert again.exit_code == 0
    assert "Không có gì thay đổi" in again.output
    assert len(codes(thidua("invites"))) == 2


def test_a_preview_writes_nothing_not_even_the_khoi() -> None:
    result = thidua("roster", "import", roster(SECRETARY), "--khoi", "Khối IV", "--dry-run")
    assert result.exit_code == 0
    assert "Nguyễn Văn A" in result.output
    assert "Khối IV" not in thidua("khoi", "list").stdout


def test_a_partial_roster_keeps_the_others_and_says_so() -> None:
    thidua("roster", "import", roster(SECRETARY, OFFICER))
    result = thidua("roster", "import", roster(SECRETARY, NEWCOMER))
    assert result.exit_code == 0
    assert "--allow-leaving" in result.output
    assert len(codes(thidua("invites"))) == 3
    left = thidua("roster", "import", roster(SECRETARY, NEWCOMER), "--allow-leaving")
    assert left.exit_code == 0
    assert [row["name"] for row in codes(thidua("invites"))] == ["Nguyễn Văn A", "Lê Văn C"]


def test_mistakes_are_named_by_row_and_nothing_is_written() -> None:
    wrong = ("TT004", "Đỗ Văn D", "Báo Thanh tra", "", "Thủ trưởg đơn vị", "Nam")
    result = thidua("roster", "import", roster(SECRETARY, OFFICER, wrong))
    assert result.exit_code == 1
    assert "Dòng 4" in result.output
    assert "Thủ trưởng đơn vị" in result.output
    assert thidua("invites").exit_code == 2


def test_a_roster_without_a_secretary_is_refused() -> None:
    result = thidua("roster", "import", roster(OFFICER))
    assert result.exit_code == 1
    assert "Thư ký" in result.output


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"PK\x03\x04broken"])
def test_a_file_that_is_no_list_gets_one_sentence(content: bytes) -> None:
    Path("tep.xlsx").write_bytes(content)
    result = thidua("roster", "import", "tep.xlsx")
    assert result.exit_code == 1
    assert "Traceback" not in result.output


def test_a_file_that_is_not_there_gets_one_sentence() -> None:
    result = thidua("roster", "import", "khong-co.xlsx")
    assert result.exit_code == 2
    assert "khong-co.xlsx" in result.output


def test_with_several_khoi_the_name_is_needed_and_a_wrong_one_makes_none() -> None:
    thidua("roster", "import", roster(SECRETARY), "--khoi", "Khối A")
    assert thidua("roster", "import", roster(SECRETARY), "--khoi", "Khối B").exit_code == 2
    assert thidua("khoi", "add", "Khối B").exit_code == 0
    assert thidua("khoi", "add", "khoi b").exit_code == 1
    assert thidua("roster", "import", roster(OFFICER, SECRETARY)).exit_code == 2
    assert thidua("roster", "import", roster(OFFICER, SECRETARY), "--khoi", "khoi b").exit_code == 0
    assert len(codes(thidua("invites", "--khoi", "Khối A"))) == 1
    assert len(codes(thidua("invites", "--khoi", "Khối B"))) == 2


def test_qr_codes_come_as_a_picture_nobody_else_may_read(installation: Path) -> None:
    thidua("roster", "import", roster(SECRETARY, OFFICER))
    result = thidua("invites", "--format", "png", "--out", "moi.png")
    assert result.exit_code == 0, result.output
    picture = installation / "moi.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_mode & 0o077 == 0


def test_more_people_than_fit_on_a_page_make_numbered_pages(installation: Path) -> None:
    crowd = [(f"C{n}", f"Nguyễn Văn {n}", "Báo Thanh tra", "", "Cá nhân", "Nam") for n in range(13)]
    thidua("roster", "import", roster(SECRETARY, *crowd))
    assert thidua("invites", "--format", "png", "--out", "moi.png").exit_code == 0
    assert sorted(p.name for p in installation.glob("moi*.png")) == ["moi-001.png", "moi-002.png"]


def test_a_table_for_excel_begins_with_its_mark(installation: Path) -> None:
    thidua("roster", "import", roster(SECRETARY))
    thidua("invites", "--out", "moi.csv")
    assert (installation / "moi.csv").read_bytes().startswith(b"\xef\xbb\xbfcode,name")


def test_a_wrong_setting_is_one_sentence_without_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "secret-looking-value")
    result = thidua("khoi", "list")
    assert result.exit_code == 2
    assert "PUBLIC_URL" in result.output
    assert "secret-looking-value" not in result.output


def test_without_any_khoi_invitations_say_what_to_do_first() -> None:
    result = thidua("invites")
    assert result.exit_code == 2
    assert "thidua roster import" in result.output


@pytest.mark.parametrize("refusal", [Unavailable("locked"), Conflict("somebody was faster")])
def test_a_database_that_cannot_take_it_now_ends_with_one_sentence(
    refusal: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    async def work() -> None:
        raise refusal

    with pytest.raises(typer.Exit) as ended:
        open_office().run(work())
    assert ended.value.exit_code == 1
    assert "chưa có gì được ghi" in capsys.readouterr().err


def test_a_backup_never_overwrites_least_of_all_the_database(installation: Path) -> None:
    thidua("roster", "import", roster(SECRETARY, OFFICER))
    database = installation / "data" / "thidua.db"
    before = database.read_bytes()
    result = thidua("backup", str(database))
    assert result.exit_code == 1
    assert "không ghi đè" in result.output
    assert database.read_bytes() == before
    assert thidua("backup", "luu.tar").exit_code == 0
    assert thidua("backup", "luu.tar").exit_code == 1


def test_the_folder_of_the_database_is_for_its_user_alone(installation: Path) -> None:
    thidua("roster", "import", roster(SECRETARY, OFFICER))
    assert (installation / "data").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "command",
    [
        ("khoi", "list"),
        ("invites",),
        ("migrate",),
        ("migrate", "--from", "sqlite:///{}", "--to", "sqlite:///x.db"),
    ],
)
def test_a_file_that_is_no_database_gets_one_sentence(command: tuple[str, ...], installation: Path) -> None:
    database = installation / "data" / "thidua.db"
    database.parent.mkdir()
    database.write_bytes(b"a letter, not a database" * 1000)
    result = thidua(*(word.format(database) for word in command))
    assert result.exit_code == 1
    assert "not a database" in result.output
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_an_address_that_is_none_is_not_taken_apart_in_public() -> None:
    result = thidua(
        "migrate", "--from", "sqlite:///x.db", "--to", "postgresql://thidua:mat#khau/1@127.0.0.1/x"
    )
    assert result.exit_code == 1
    assert "%40" in result.output
    assert "mat" not in result.output.replace("MẬT", "")


def test_root_is_sent_away_from_what_belongs_to_another_user(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    owner = folder.stat().st_uid or 65534
    os.chown(folder, owner, -1)
    assert belongs_to_another(folder / "not" / "made" / "yet", 0) is not None
    assert belongs_to_another(folder, owner) is None
    assert belongs_to_another(Path("/"), 0) is None
