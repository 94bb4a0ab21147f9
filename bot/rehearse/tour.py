"""The guided tour: ten steps for a secretary before the real start. Each says what to press.

A step is done when the store says so, however it came about: by the secretary's own presses or because the others were
let act. A step can be skipped and come back to; the tour can be put away, gone on with, and begun again from nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.rehearse.memory import TourState
from bot.rehearse.tour_facts import Facts
from bot.texts import Texts
from campaign.people import Language


class Standing(StrEnum):
    """Where a step stands."""

    DONE = "done"
    SKIPPED = "skipped"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its words are `tour.<name>_title` and `tour.<name>`."""

    name: str
    done: Callable[[Facts], bool]


STEPS = (
    Step("roster", lambda facts: facts.roster_taken),
    Step("code", lambda facts: facts.code_issued),
    Step("plan", lambda facts: facts.planned),
    Step("rules", lambda facts: facts.rules_confirmed),
    Step("launch", lambda facts: facts.launched),
    Step("register", lambda facts: facts.registered),
    Step("nudge", lambda facts: facts.nudged),
    Step("meeting", lambda facts: facts.meeting_called),
    Step("ballot", lambda facts: facts.ballot_prepared),
    Step("announce", lambda facts: facts.ballot_announced),
)


def standings(tour: TourState, facts: Facts) -> dict[str, Standing]:
    """Every step in order; the first that is neither done nor skipped is the one to do now."""
    found: dict[str, Standing] = {}
    for step in STEPS:
        if step.done(facts):
            found[step.name] = Standing.DONE
        elif step.name in tour.skipped:
            found[step.name] = Standing.SKIPPED
        else:
            found[step.name] = Standing.LATER if Standing.NOW in found.values() else Standing.NOW
    return found


def skip(tour: TourState, name: str) -> TourState:
    """The tour without this step."""
    return TourState(tour.shown, tour.skipped | {name})


def come_back(tour: TourState, name: str) -> TourState:
    """The tour with a step again that was skipped."""
    return TourState(tour.shown, tour.skipped - {name})


def told(tour: TourState, facts: Facts, texts: Texts, language: Language) -> dict[str, Any]:
    """The tour as the room shows it."""
    words = texts.subject("tour", language)
    found = standings(tour, facts)
    return {
        "shown": tour.shown,
        "words": {name: words[name] for name in words if name.startswith("room_")},
        "steps": [
            {
                "name": step.name,
                "title": words[f"{step.name}_title"],
                "text": words[step.name],
                "standing": found[step.name].value,
            }
            for step in STEPS
        ],
    }
