"""From a roster file to a member and back: the command line beside a running assistant, over real HTTP."""

import csv
from io import StringIO
from pathlib import Path

from tests.bot_api import BotApi
from tests.campaign.rosters import HEADINGS, OFFICER, SECRETARY
from tests.end_to_end.test_run import PATIENCE, thidua

SECOND = ("TT009", "Vũ Thị Hoa", "Thanh tra tỉnh", "Phó Chánh Văn phòng", "Thư ký", "Nữ")


def roster(folder: Path, *rows: tuple[str, ...]) -> str:
    out = StringIO()
    csv.writer(out, delimiter=";").writerows((HEADINGS, *rows))
    (folder / "danh-sach.csv").write_text(out.getvalue(), "utf-8")
    return "danh-sach.csv"


async def done(folder: Path, settings: dict[str, str], *words: str) -> str:
    """What a command writes to standard output; it must succeed."""
    async with thidua(folder, *words, **settings) as process:
        out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    return out.decode("utf-8")


async def test_a_roster_an_invitation_a_member_and_an_end(port: int, tmp_path: Path) -> None:
    async with BotApi() as api:
        settings = {
            "WEB_PORT": str(port),
            "PUBLIC_URL": f"http://127.0.0.1:{port}",
            "TELEGRAM_BOT_TOKEN": api.token,
            "TELEGRAM_API_URL": api.url,
        }
        await done(tmp_path, settings, "roster", "import", roster(tmp_path, SECRETARY, OFFICER, SECOND))
        table = await done(tmp_path, settings, "invites", "--format", "csv")
        link = next(row["link"] for row in csv.DictReader(StringIO(table)) if row["name"] == SECRETARY[1])
        assert link.startswith("https://t.me/")
        async with thidua(tmp_path, "run", **settings):
            clerk = api.phone("A")
            await clerk.says("/start " + link.partition("?start=")[2])
            await clerk.wait_for("Mã này dành cho đồng chí Nguyễn Văn A", PATIENCE)
            await clerk.presses("Đúng, tham gia")
            await clerk.wait_for("đã tham gia", PATIENCE)
            await api.wait_for_calls("setMyCommands", 1, PATIENCE)
            assert "danhsach" in {command["command"] for command in clerk.menu}
            await done(
                tmp_path, settings, "roster", "import", roster(tmp_path, OFFICER, SECOND), "--allow-leaving"
            )
            await clerk.says("/danhsach")
            await clerk.wait_for("không còn trong danh sách", PATIENCE)
            await api.wait_for_calls("setMyCommands", 2, PATIENCE)
            assert [command["command"] for command in clerk.menu] == ["start"]
        assert api.refusals == []
