"""Reminder steps as a secretary types them."""

import pytest

from campaign.reminders.reminder import DEFAULT_STEPS, Rung, Step
from campaign.reminders.steps import MOST_STEPS, StepsRefused, read_steps


@pytest.mark.parametrize(
    "text",
    [
        "7 ngày, 1 ngày, 2 giờ",
        "2 giờ; 1 ngay; 7 NGÀY",
        "7d 1d 2h",
        "1 tuần, 1 ngày, 120 phút",
        "7d1d2h",
        "7d, 7d, 1d, 2h",
    ],
)
def test_the_usual_steps_are_typed_in_many_ways(text: str) -> None:
    assert read_steps(text) == DEFAULT_STEPS


def test_minutes_are_possible_and_the_last_step_reaches_the_secretary() -> None:
    assert read_steps("30 phút") == (Step(minutes=30),)
    assert read_steps("14 ngày, 3 ngày, 1 ngày, 30m") == (
        Step(days=14, up_to=Rung.PREPARER),
        Step(days=3, up_to=Rung.PREPARER),
        Step(days=1, up_to=Rung.HEAD),
        Step(minutes=30, up_to=Rung.SECRETARY),
    )


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "dates.steps_not_understood"),
        ("bảy ngày", "dates.steps_not_understood"),
        ("7 ngày và 1 ngày", "dates.steps_not_understood"),
        ("7 lần", "dates.steps_not_understood"),
        ("7", "dates.steps_not_understood"),
        ("-7 ngày", "dates.steps_not_understood"),
        ("0 ngày", "dates.step_out_of_range"),
        ("4 phút", "dates.step_out_of_range"),
        ("61 ngày", "dates.step_out_of_range"),
        (" ".join(f"{n} ngày" for n in range(1, MOST_STEPS + 2)), "dates.steps_too_many"),
    ],
)
def test_other_words_are_refused_with_an_example_that_is_right(text: str, key: str) -> None:
    refused = read_steps(text)
    assert isinstance(refused, StepsRefused)
    assert refused.key == key
    assert read_steps(str(refused.values["example"])) == DEFAULT_STEPS
