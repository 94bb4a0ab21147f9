"""Every shipped scenario, walked by the room from the launch to the end of the campaign: nobody ever stops."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import orjson
import pytest

from bot.rehearse.scenario import shipped
from bot.rehearse.stage import Stage
from campaign.ballots.ballot import Ballot, BallotState
from campaign.meetings.meeting import MeetingStatus
from campaign.plan.plan import Stage as Standing
from storage.unit import Unit
from tests.talk.room import ZONE

FLAG, MERIT = "Cờ thi đua của Thanh tra Chính phủ", "Bằng khen của Tổng Thanh tra Chính phủ"
CHAIR, VICE = "Khối trưởng, Cụm trưởng", "Khối phó, Cụm phó"
VIEN = "Viện Chiến lược và Khoa học Thanh tra"
ANNOUNCED = {
    "khoi-iv-2022": (
        f"Báo Thanh tra: 05/05 – {FLAG}", f"{VIEN}: 05/05 – {MERIT}",
        f"Báo Thanh tra: 05/05 – {CHAIR}", f"{VIEN}: 05/05 – {VICE}",
    ),
    "cum-ix-2021": (
        f"Thanh tra tỉnh Sóc Trăng: 05/05 – {FLAG}", f"Thanh tra tỉnh Kiên Giang: 05/05 – {MERIT}",
        f"Thanh tra tỉnh Kiên Giang: 05/05 – {CHAIR}", f"Thanh tra tỉnh Cà Mau: 05/05 – {VICE}",
    ),
    "khoi-su-nghiep-2021": ("Trung tâm Thông tin: 05/05 – Tập thể lao động tiên tiến",),
    "cum-2-2019": ("Thanh tra tỉnh Hà Nam: 09/09 – Tập thể lao động tiên tiến",),
    "noi-chinh-2020": ("Bộ Công an: 05/05 – Tập thể lao động tiên tiến",),
}  # fmt: skip
"""What the members read in the end: what campaigns of those years decided, or what the rehearsal invents for them."""


@asynccontextmanager
async def played(folder: Path, name: str) -> AsyncIterator[Stage]:
    stage = Stage(folder / "rehearsal", shipped(), ZONE)
    await stage.open(name)
    try:
        yield stage
    finally:
        await stage.close()


async def read_by(unit: Unit, phone: str) -> str:
    """Everything the page of a phone was sent, one message after the other."""
    rows = await unit.sql.all(
        "SELECT body FROM web_message WHERE account = ? AND mine = 0 ORDER BY event", phone
    )
    return "\n".join(orjson.loads(row["body"])["text"] for row in rows)


def test_every_shipped_scenario_is_walked() -> None:
    assert set(ANNOUNCED) == set(shipped())


@pytest.mark.parametrize("name", sorted(ANNOUNCED))
async def test_a_scenario_runs_from_the_launch_to_the_end(tmp_path: Path, name: str) -> None:
    async with played(tmp_path, name) as stage:
        scenario = stage.play.scenario
        for number, act in enumerate(scenario.acts):
            assert (act.label, await stage.act(number)) == (act.label, [])
        async with stage.play.app.database.reading() as unit:
            (khoi,) = await unit.installation.all_khoi()
            first = min(await unit.campaigns.of(khoi), key=lambda campaign: campaign.year)
            assert first.stage is Standing.CLOSED
            assert await unit.ballots.in_state(khoi, *set(BallotState) - {BallotState.ANNOUNCED}) == []
            meetings = await unit.meetings.of(khoi)
            assert {meeting.status for meeting in meetings} == {MeetingStatus.CALLED}
            for meeting in meetings:
                assert await unit.meetings.replies(meeting.id), meeting.title
            for person in scenario.cast(("head",)):
                heard = await read_by(unit, f"r-{person.code}")
                assert [line for line in ANNOUNCED[name] if line not in heard] == []


async def test_the_others_secret_votes_go_the_way_of_every_secret_vote(tmp_path: Path) -> None:
    async with played(tmp_path, "khoi-iv-2022") as stage:
        labels = [act.label for act in stage.play.scenario.acts]
        voting = labels.index("Để mọi người bỏ phiếu suy tôn")
        for number in range(voting + 1):
            await stage.act(number)
        async with stage.play.app.database.reading() as unit:
            (khoi,) = await unit.installation.all_khoi()
            (ballot,) = await unit.ballots.in_state(khoi, BallotState.OPEN)
            assert len(await unit.urns.turnout(ballot.id)) == 5
            assert await count(unit, "sealed_slip", ballot) == 5
            assert await count(unit, "open_vote", ballot) == 0
            names = [person.code for person in stage.play.scenario.cast(("head", "preparer"))]
            said = [await read_by(unit, f"r-{code}") for code in names]
        assert [code for code, heard in zip(names, said, strict=True) if "Phiếu của đồng chí:" in heard] == []
        assert not any("Mã đối chiếu" in heard for heard in said)


async def count(unit: Unit, table: str, ballot: Ballot) -> int:
    rows: Sequence[object] = await unit.sql.all(
        f"SELECT ballot_id FROM {table} WHERE ballot_id = ?", ballot.id
    )
    return len(rows)
