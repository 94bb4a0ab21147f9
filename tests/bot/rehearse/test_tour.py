"""The guided tour: every step is noticed from what has happened, one after the other."""

from typing import Any

import pytest

from bot.rehearse.memory import TourState
from bot.rehearse.tour import STEPS, Standing, come_back, skip, standings
from bot.rehearse.tour_facts import Facts
from bot.texts import Texts
from campaign.people import Language
from tests.bot.rehearse.visit import Visit
from tests.talk.room import ZONE

SECRETARY, CHAIR = "TCB02", "TCB01"
HEADS = ("TCB01", "BTT01", "TTT01", "TCT01", "VCL01")
WALK: dict[str, tuple[tuple[str, ...], ...]] = {
    "roster": ((SECRETARY, "/danhsach", "press roster.download_button"),),
    "code": ((SECRETARY, "/danhsach", "Vũ Thị G", "press invites.issue_button"),),
    "plan": (
        (
            SECRETARY, "/quanly", "press planning.new_button", "press Năm 2022", "Đoàn kết, kỷ cương",
            "press planning.skip_button", "press planning.skip_button", "press planning.no_number_button",
            "press planning.use_dates_button",
        ),
    ),
    "rules": (
        (SECRETARY, "/quanly", "press ruling.show_button", "press ruling.ask_button", "press ruling.confirm_button"),
    ),
    "launch": ((SECRETARY, "/quanly", "press launch.preview_button", "press launch.launch_button"),),
    "register": (("BTT03", "/dangky", "press Lao động tiên tiến", "press register.confirm_button"),),
    "nudge": (
        (
            SECRETARY, "/quanly", "press owing.list_button", "press 1", "press owing.nudge_button",
            "press owing.send_button",
        ),
    ),
    "meeting": (
        (
            SECRETARY, "/lichhop", "press calendar.new_button", "press Tổng kết", "08:00 20/12", "Hội trường",
            "press arranging.skip_button", "press arranging.skip_button", "press arranging.group_heads_button",
            "press arranging.go_on_button", "press arranging.go_on_button", "press arranging.skip_button",
            "press arranging.call_button",
        ),
    ),
    "ballot": (
        (
            SECRETARY, "/binhxet", "press decide.prepare_button", "press decide.act_elect",
            "press Khối trưởng, Cụm trưởng", "press poll.make_secret_button", "press poll.submit_button",
        ),
    ),
    "announce": (
        (CHAIR, "/binhxet", "press Điều hành", "press poll.open_button", "press poll.confirm_open_button"),
        *((head, "/binhxet", "press Bầu", "press Báo Thanh tra", "press decide.cast_button") for head in HEADS),
        (CHAIR, "/binhxet", "press Điều hành", "press poll.close_button", "press poll.confirm_close_button"),
        (
            CHAIR, "/binhxet", "press Điều hành", "press verdict.announce_button",
            "press verdict.confirm_announce_button",
        ),
    ),
}  # fmt: skip


def standing(room: dict[str, Any]) -> dict[str, str]:
    return {step["name"]: step["standing"] for step in room["tour"]["steps"]}


async def test_each_of_the_ten_steps_is_noticed_when_it_has_happened(visit: Visit) -> None:
    assert list(WALK) == [step.name for step in STEPS]
    assert len(STEPS) == 10
    for number, (name, parts) in enumerate(WALK.items()):
        found = standing(await visit.room())
        assert (name, found[name]) == (name, "now")
        assert [step for step in found if found[step] == "done"] == list(WALK)[:number]
        for code, *steps in parts:
            await visit.stage.counted()
            await visit.plays(code, *steps)
    assert set(standing(await visit.room()).values()) == {"done"}


async def test_what_the_others_did_counts_too(visit: Visit) -> None:
    await visit.does("act", act=0)
    found = standing(await visit.room())
    assert [found[name] for name in ("plan", "rules", "launch")] == ["done"] * 3
    assert found["roster"] == "now"


async def test_a_step_is_skipped_and_taken_up_again(visit: Visit) -> None:
    assert (await visit.room())["tour"]["shown"] is False
    assert (await visit.does("tour", do="show")).json()["tour"]["shown"] is True
    skipped = standing((await visit.does("tour", do="skip", step="roster")).json())
    assert (skipped["roster"], skipped["code"], skipped["plan"]) == ("skipped", "now", "later")
    back = standing((await visit.does("tour", do="back", step="roster")).json())
    assert (back["roster"], back["code"]) == ("now", "later")
    assert (await visit.does("tour", do="skip", step="nonsense")).status_code == 404
    assert (await visit.does("tour", do="nonsense")).status_code == 404


async def test_the_tour_is_put_away_and_gone_on_with_another_day(visit: Visit) -> None:
    await visit.does("tour", do="show")
    await visit.does("tour", do="skip", step="roster")
    await visit.does("tour", do="hide")
    await visit.stage.close()
    await visit.stage.open(None)
    room = await visit.room()
    assert room["tour"]["shown"] is False
    assert standing(room)["roster"] == "skipped"
    again = (await visit.does("tour", do="show")).json()
    assert standing(again)["code"] == "now"


async def test_begun_again_nothing_has_happened_and_nothing_is_skipped(visit: Visit) -> None:
    await visit.does("act", act=0)
    await visit.does("tour", do="skip", step="code")
    room = (await visit.does("tour", do="restart")).json()
    assert room["tour"]["shown"] is True
    assert list(standing(room).values()) == ["now"] + ["later"] * 9
    assert room["now"] == "2022-03-01T08:00"


async def test_a_scenario_begun_anew_puts_the_tour_back_to_its_beginning(visit: Visit) -> None:
    await visit.does("tour", do="skip", step="roster")
    await visit.does("begin", scenario="cum-2-2019")
    room = await visit.room()
    assert standing(room)["roster"] == "now"
    assert room["tour"]["phone"] == "r-HNA02"


def test_a_step_that_happened_is_done_even_if_it_was_skipped() -> None:
    tour = skip(TourState(), "plan")
    assert standings(tour, Facts(planned=True))["plan"] is Standing.DONE
    assert standings(tour, Facts())["plan"] is Standing.SKIPPED
    assert standings(come_back(tour, "plan"), Facts())["plan"] is Standing.LATER


@pytest.mark.parametrize("language", list(Language))
def test_every_step_says_what_to_press_in_every_language(language: Language) -> None:
    words = Texts(ZONE).subject("tour", language)
    for step in STEPS:
        assert words[f"{step.name}_title"]
        assert len(words[step.name]) > 60


def test_the_buttons_named_by_the_tour_are_those_people_see() -> None:
    texts = Texts(ZONE)
    words = texts.subject("tour", Language.VI)
    for name, parts in WALK.items():
        for _, *steps in parts:
            for step in steps:
                if not step.startswith("press ") or "_button" not in step:
                    continue
                subject, _, rest = step.removeprefix("press ").partition(".")
                label = texts.subject(subject, Language.VI)[rest]
                if label not in OF_COURSE:
                    assert label in words[name], (name, label)


OF_COURSE = ("Bỏ qua", "Để sau", "Chưa có số", "Tiếp tục", "Thủ trưởng đơn vị", "Xác nhận bỏ phiếu")
"""Words that the screen itself asks to be pressed."""
