"""The words in which `situations.py` is written: who acts, how, and when."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from storage.unit import Unit
from tests.bot.debts import moment
from tests.handlers.full_house import FullHouse
from tests.handlers.ways import Step


@dataclass(frozen=True)
class At:
    """The clock is put to this moment."""

    moment: datetime


Builder = Callable[[FullHouse, Unit], Awaitable[None]]
"""Puts something there that no person does."""


@dataclass(frozen=True)
class Act:
    """What one of the house does; what comes from elsewhere meanwhile."""

    who: str
    steps: tuple[Step | At | Builder, ...]


@dataclass(frozen=True)
class Situation:
    """What happens before the press. `given`: the button is not shown but made up, about these rows.
    `with_duties`: what everybody owes is worked out, as it is outside of tests.
    """

    acts: tuple[Act, ...]
    given: Mapping[str, object] | None = None
    with_duties: bool = False

    @property
    def who(self) -> str:
        """Who is shown the button."""
        return self.acts[-1].who


def by(who: str, *steps: Step | At | Builder) -> Act:
    """As above."""
    return Act(who, steps)


def after(*acts: Act) -> Situation:
    """As above."""
    return Situation(acts)


def alone(who: str, *steps: Step | At | Builder, **given: object) -> Situation:
    """One of the house does everything that comes before."""
    return Situation((by(who, *steps),), given or None)


def at(when: str) -> At:
    """“2026-12-18 08:00”, where the people are."""
    return At(moment(when))
