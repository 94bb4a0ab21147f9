"""Every button, command and answer is answered, refused and acted on as `rights.toml` says, by everybody.

A new button, command or question needs a row: `python -m tests.handlers.rights` says what it does now. A button that
can store and finds nothing to do in the full house needs a situation in `situations.py`, an answer its words in
`answers.py`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from bot.book import Book
from handlers import FLOWS
from handlers.packing import _base62
from tests.handlers.answers import ASKED, BEFORE, SAID, TYPED
from tests.handlers.full_house import PLACES, FullHouse
from tests.handlers.own_situations import OWN
from tests.handlers.plausible import names_a_row
from tests.handlers.reaching import stores
from tests.handlers.rights import Pressed, everything
from tests.handlers.rights_page import PAGE, page
from tests.handlers.rights_table import BUTTONS, COMMANDS, FILE, QUESTIONS, Effect, Rights, read
from tests.handlers.situations import SITUATIONS

ROOT = Path(__file__).parents[2]
ENDS_ELSEWHERE = {
    "closing.AskClose": "the step that closes answers for a campaign that is not running, and stores nothing then",
}
"""What is reached there and only answers: each with its reason."""

LENT = {
    "history.ApplyHistory": "the file is lent with the conversation of whoever sent it, and names their unit"
}
"""What somebody of another khối can read there only because the test lends it to them."""

Tried = tuple[FullHouse, Mapping[str, Pressed]]


@pytest.fixture(scope="module")
def rights() -> Rights:
    return read()


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    return everything(tmp_path_factory.mktemp("house"))


def test_every_button_and_command_has_its_row_and_no_row_is_left_over(rights: Rights) -> None:
    assert sorted(rights.rows) == sorted([*BUTTONS, *COMMANDS, *QUESTIONS])


def test_the_page_that_people_read_says_the_same(rights: Rights) -> None:
    """`python -m tests.handlers.rights_page` writes it anew."""
    assert PAGE.read_text("utf-8") == page(rights)


def test_a_row_for_nobody_says_why() -> None:
    empty = [
        line for line in FILE.read_text("utf-8").splitlines() if re.match(r"\w+ = \{ \w+ = \[\] \}", line)
    ]
    assert all("#" in line for line in empty)


def test_every_act_is_seen_to_take_effect_or_is_said_to_show_something_only(
    rights: Rights, record_property: Callable[[str, object], None]
) -> None:
    """A new button that changes nothing here needs a situation in `situations.py`, or `shows` if it cannot at all."""
    assert [name for name, row in rights.rows.items() if row.effect is None] == []
    effects = {name: rights.rows[name].effect for name in BUTTONS}
    record_property("buttons seen to take effect", list(effects.values()).count(Effect.SEEN))
    record_property("buttons that only show or ask", list(effects.values()).count(Effect.SHOWS))
    asked = [rights.rows[name].effect for name in QUESTIONS]
    record_property("questions whose answer is seen to be kept", asked.count(Effect.SEEN))
    unseen = [row.why for row in rights.rows.values() if row.effect is Effect.UNSEEN]
    assert [why for why in unseen if not (ROOT / why).is_file()] == []


def test_what_is_said_to_show_something_only_cannot_store_and_everything_else_can(
    rights: Rights,
) -> None:
    """Read off the source: a press that happens to change nothing here does not make a button harmless."""
    book, wrong = Book.of(FLOWS), list[str]()
    steps: dict[str, Callable[..., object]] = {
        name: book.by_choice[kind].presses[kind] for name, kind in BUTTONS.items()
    }
    steps |= {name: book.by_state[state].answers[state] for name, state in QUESTIONS.items()}
    steps |= {f"/{flow.command}": flow.opening for flow in FLOWS if flow.command and flow.opening}
    for name, step in steps.items():
        shows, stored = rights.rows[name].effect is Effect.SHOWS, stores(step)
        if shows and stored and name not in ENDS_ELSEWHERE:
            wrong.append(f"{name} can store: {stored}")
        if not shows and not stored:
            wrong.append(f"{name} cannot store anything")
    assert "\n".join(wrong) == ""


def test_no_situation_is_left_over() -> None:
    assert set(SITUATIONS) <= set(BUTTONS)
    assert {*TYPED, *BEFORE} <= set(COMMANDS)
    assert {f"answers.{name}" for name in (*SAID, *ASKED)} <= set(QUESTIONS)
    assert set(OWN) <= {*BUTTONS, *COMMANDS, *QUESTIONS}


def test_everybody_may_what_is_written_and_nothing_else(rights: Rights, tried: Tried) -> None:
    wrong = []
    for name, pressed in tried[1].items():
        wanted, found = rights.rows[name], rights.row_of(pressed.outcomes)
        for who in PLACES:
            if (who in wanted.may) != (who in found.may):
                wrong.append(f"{name}: {who} {'may not' if who in wanted.may else 'may'}")
            if (who in wanted.does) != (who in found.does):
                wrong.append(f"{name}: {who} changes {sorted(pressed.outcomes[who].wrote) or 'nothing'}")
    assert "\n".join(wrong) == ""


def test_whoever_is_refused_changes_nothing(
    rights: Rights, tried: Tried, record_property: Callable[[str, object], None]
) -> None:
    outcomes = [outcome for pressed in tried[1].values() for outcome in pressed.outcomes.values()]
    record_property("buttons, commands and questions", len(tried[1]))
    record_property("tries", len(outcomes))
    record_property("refused", sum(map(rights.refused, outcomes)))
    wrong = [
        f"{name}: {who} changes {sorted(outcome.wrote)}"
        for name, pressed in tried[1].items()
        for who, outcome in pressed.outcomes.items()
        if rights.refused(outcome) and outcome.wrote
    ]
    assert "\n".join(wrong) == ""


def test_somebody_of_another_khoi_with_every_role_sees_and_changes_nothing_here(tried: Tried) -> None:
    house, all_pressed = tried
    names = ["Người ", "Báo Thanh tra", "Viện Chiến lược", "Thanh tra tỉnh", "Khối thi đua số IV"]
    ids = {row for rows in house.rows.values() for row in rows.values() if row > 2**32}
    wrong = []
    for name, pressed in all_pressed.items():
        outcome, about = pressed.outcomes["outside"], pressed.about
        own = {getattr(about, field.name) for field in fields(about)} if is_dataclass(about) else set()
        seen = [one for one in names if one in outcome.body]
        seen += [str(row) for row in ids - own if _base62(row) in outcome.body]
        if seen and name not in LENT:
            wrong.append(f"{name} shows {seen}")
        if about is not None and names_a_row(about) and outcome.wrote:
            wrong.append(f"{name} changes {sorted(outcome.wrote)}")
    assert "\n".join(wrong) == ""
