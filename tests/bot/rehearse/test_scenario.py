"""Scenarios: the shipped ones can be played; a wrong one says everything that is wrong."""

from pathlib import Path

import pytest

from bot.rehearse.acts import Presses, Sends, Types, step_of
from bot.rehearse.scenario import ScenarioWrong, read, shipped

GOOD = """
title = "Thử"
about = "Một khối nhỏ."
begins = 2022-03-01T08:00:00
[khoi]
name = "Khối thử"
[[units]]
name = "Đơn vị A"
[[people]]
code = "A1"
name = "Nguyễn Văn A"
unit = "Đơn vị A"
roles = ["head"]
"""


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_shipped_scenario_can_be_played(name: str) -> None:
    scenario = read(shipped()[name])
    assert scenario.acts
    assert {role for person in scenario.people for role in person.roles} >= {
        "head",
        "preparer",
        "secretary",
        "chair",
    }


def test_a_small_scenario_is_enough(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD, "utf-8")
    assert read(tmp_path / "a.toml").khoi.name == "Khối thử"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('unit = "Đơn vị A"', 'unit = "Đơn vị B"', "A1: unit 'Đơn vị B' is not among the units"),
        ('roles = ["head"]', 'roles = ["king"]', "people.1.roles.1: Input should be 'individual'"),
        ('roles = ["head"]', "roles = []", "people.1.roles: "),
        ('code = "A1"', 'code = "A 1/"', "people.1.code: letters A to Z, digits and hyphens, 20 at most"),
        ("T08:00:00", "T08:00:00Z", "begins: a local date and time without a zone"),
        ('about = "Một khối nhỏ."', "", "about: Field required"),
        ('about = "Một khối nhỏ."', 'about = "a"\nnonsense = 1', "nonsense: Extra inputs are not permitted"),
        ('title = "Thử"', 'title = "Thử', "Illegal character"),
        (
            '[[units]]\nname = "Đơn vị A"',
            '[[units]]\nname = "Đơn vị A"\n[[units]]\nname = "Đơn vị A"',
            "stands 2 times",
        ),
    ],
)
def test_what_is_wrong_is_said_in_words(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    (tmp_path / "a.toml").write_text(GOOD.replace(old, new), "utf-8")
    with pytest.raises(ScenarioWrong) as wrong:
        read(tmp_path / "a.toml")
    assert any(said in line for line in wrong.value.errors), wrong.value.errors


ACT = """
[[acts]]
label = "Để Thủ trưởng mở menu"
at = 2022-03-02T08:00:00
[[acts.parts]]
who = ["head"]
steps = ["/menu", "press menu.nothing_owed", "press 1", "send a.docx: Báo cáo"]
"""


def test_a_scenario_may_say_what_the_others_do(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        GOOD + ACT.replace("menu.nothing_owed", "register.confirm_button"), "utf-8"
    )
    (act,) = read(tmp_path / "a.toml").acts
    assert [step_of(step) for step in act.parts[0].steps] == [
        Types("/menu"), Presses("Xác nhận đăng ký"), Presses("1"), Sends("a.docx", "Báo cáo"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"head"]\nsteps', '"B7"]\nsteps', "'B7' is neither a role nor a code of the people here"),
        ('"head"]\nsteps', '"chair"]\nsteps', "'chair' is neither a role nor a code of the people here"),
        ("2022-03-02", "2022-02-02", "is before 2022-03-01 08:00:00, where the story is then"),
        ("menu.nothing_owed", "menu.no_such_words", "acts.1.parts.1.steps.2: there are no words"),
        ("send a.docx: ", "send a.exe: ", "expected “send NAME.docx: what stands in it”"),
        ('steps = ["', 'step = ["', "acts.1.parts.1.steps: Field required"),
    ],
)
def test_what_is_wrong_in_an_act_is_said_in_words(tmp_path: Path, old: str, new: str, said: str) -> None:
    act = ACT.replace("menu.nothing_owed", "register.confirm_button") if "menu." not in old else ACT
    assert old in act
    (tmp_path / "a.toml").write_text(GOOD + act.replace(old, new), "utf-8")
    with pytest.raises(ScenarioWrong) as wrong:
        read(tmp_path / "a.toml")
    assert any(said in line for line in wrong.value.errors), wrong.value.errors


def test_every_error_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        GOOD.replace('"head"', '"king"').replace('about = "Một khối nhỏ."', ""), "utf-8"
    )
    with pytest.raises(ScenarioWrong) as wrong:
        read(tmp_path / "a.toml")
    assert len(wrong.value.errors) == 2


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ScenarioWrong):
        read(tmp_path / "none.toml")
