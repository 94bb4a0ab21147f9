"""`rights.toml` as it is written: who may press and type what, and for whom that changes something."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from bot.book import Book
from handlers import FLOWS
from handlers.kit import Choice
from tests.handlers.full_house import PLACES
from tests.handlers.pressing import Outcome

FILE = Path(__file__).with_name("rights.toml")
HOME = tuple(PLACES)
BUTTONS: Mapping[str, type[Choice]] = {
    f"{flow.name}.{choice.__name__}": choice for choice, flow in Book.of(FLOWS).by_choice.items()
}
QUESTIONS: Mapping[str, type] = {
    f"answers.{flow.name}.{state.__name__}": state for state, flow in Book.of(FLOWS).by_state.items()
}
COMMANDS = tuple(f"/{flow.command}" for flow in FLOWS if flow.command)


class Effect(Enum):
    """What a press comes to for whoever may."""

    SEEN = "seen"  # it changes something, and was seen to
    SHOWS = "shows"  # it shows or asks something; it cannot change anything
    UNSEEN = "unseen"  # it can change something, but was not seen to


@dataclass(frozen=True, slots=True)
class Row:
    """Who is answered with more than a refusal, for whom a press changes something, and what is said of its effect.

    `effect`: None where nothing is said of it, which is a fault. `why`: it was not seen to take effect.
    """

    may: frozenset[str]
    does: frozenset[str]
    effect: Effect | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Rights:
    """The file. A refusal is a key of an answer, or several that come together; `about`: the rows buttons are about."""

    refusals: Sequence[frozenset[str]]
    groups: Mapping[str, frozenset[str]]
    rows: Mapping[str, Row]
    about: Mapping[str, Mapping[str, object]]

    def refused(self, outcome: Outcome) -> bool:
        """Whether an answer says that it is not for whoever asked, or that there is no such thing for them."""
        return any(refusal <= set(outcome.keys) for refusal in self.refusals)

    def row_of(self, outcomes: Mapping[str, Outcome]) -> Row:
        """What became of a button or command, as a row."""
        may = frozenset(who for who in HOME if not self.refused(outcomes[who]))
        return Row(may, frozenset(who for who in HOME if outcomes[who].wrote))


def read() -> Rights:
    """The rights as they are written."""
    file = tomllib.loads(FILE.read_text("utf-8"))
    groups = {name: frozenset(people) for name, people in file["groups"].items()}

    def people(names: Sequence[str]) -> frozenset[str]:
        return frozenset(one for name in names for one in groups.get(name, {name}))

    def row(written: Any) -> Row:
        match written:
            case {"does": does, **more}:
                return Row(people(written["may"] if more else does), people(does), Effect.SEEN)
            case {"shows": may}:
                return Row(people(may), frozenset(), Effect.SHOWS)
            case {"unseen": why, "may": may}:
                return Row(people(may), frozenset(), Effect.UNSEEN, why)
            case {"may": may} | may:
                return Row(people(may), frozenset())

    rows = {
        f"{flow}.{name}": row(written)
        for flow, table in file["buttons"].items()
        for name, written in table.items()
    }
    rows |= {f"/{name}": row(written) for name, written in file["commands"].items()}
    rows |= {
        f"answers.{flow}.{name}": row(written)
        for flow, table in file["answers"].items()
        for name, written in table.items()
    }
    return Rights([frozenset(one.split()) for one in file["refusals"]], groups, rows, file["about"])
