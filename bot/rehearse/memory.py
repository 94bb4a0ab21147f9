"""What a rehearsal keeps beside its database: which scenario, what time it is, what was played, the guided tour."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

FILE = "state.json"


@dataclass(frozen=True, slots=True)
class TourState:
    """Where the guided tour stands: whether it is shown, and which of its steps were skipped, by name."""

    shown: bool = False
    skipped: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Memory:
    """`acted` are the acts the others were let play, by their place in the scenario."""

    scenario: str
    now: datetime
    acted: frozenset[int] = frozenset()
    tour: TourState = field(default_factory=TourState)


def remember(folder: Path, memory: Memory) -> None:
    """Writes it into the rehearsal's folder."""
    state = {
        "scenario": memory.scenario,
        "now": memory.now.isoformat(),
        "acted": sorted(memory.acted),
        "tour": {"shown": memory.tour.shown, "skipped": sorted(memory.tour.skipped)},
    }
    (folder / FILE).write_text(json.dumps(state), "utf-8")


def remembered(folder: Path) -> Memory | None:
    """What was written, or None where nothing was."""
    file = folder / FILE
    if not file.exists():
        return None
    state: dict[str, Any] = json.loads(file.read_text("utf-8"))
    tour = state.get("tour", {})
    return Memory(
        state["scenario"],
        datetime.fromisoformat(state["now"]),
        frozenset(state.get("acted", ())),
        TourState(tour.get("shown", False), frozenset(tour.get("skipped", ()))),
    )
