"""Reads `rights.toml`, presses every button and types every command as everybody, and says who may.

`python -m tests.handlers.rights` prints what the program does now, in the words of the file: for a new button, and for
looking at what changed.
"""

import asyncio
import tempfile
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.book import Book
from handlers import FLOWS
from handlers.kit import Choice
from tests.handlers.full_house import PLACES, FullHouse, full_house
from tests.handlers.pressing import Filling, Outcome, Presser
from tests.talk.room import open_room

FILE = Path(__file__).with_name("rights.toml")
HOME = tuple(PLACES)
BUTTONS: Mapping[str, type[Choice]] = {
    f"{flow.name}.{choice.__name__}": choice for choice, flow in Book.of(FLOWS).by_choice.items()
}
COMMANDS = tuple(f"/{flow.command}" for flow in FLOWS if flow.command)


@dataclass(frozen=True, slots=True)
class Row:
    """Who is answered with more than a refusal, and for whom a press changes something."""

    may: frozenset[str]
    does: frozenset[str]


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


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button (none for a command) and what became of it for everybody, somebody of another khối among them."""

    button: Choice | None
    outcomes: Mapping[str, Outcome]


def read() -> Rights:
    """The rights as they are written."""
    file = tomllib.loads(FILE.read_text("utf-8"))
    groups = {name: frozenset(people) for name, people in file["groups"].items()}

    def people(names: Sequence[str]) -> frozenset[str]:
        return frozenset(one for name in names for one in groups.get(name, {name}))

    def row(written: Any) -> Row:
        if isinstance(written, list):
            return Row(people(written), frozenset())
        does = people(written["does"])
        return Row(people(written["may"]) if "may" in written else does, does)

    rows = {
        f"{flow}.{name}": row(written)
        for flow, table in file["buttons"].items()
        for name, written in table.items()
    }
    rows |= {f"/{name}": row(written) for name, written in file["commands"].items()}
    return Rights([frozenset(one.split()) for one in file["refusals"]], groups, rows, file["about"])


def everything(folder: Path, rights: Rights) -> tuple[FullHouse, dict[str, Pressed]]:
    """Every button and command, by everybody. Not to be called where an event loop runs."""

    async def tried() -> tuple[FullHouse, dict[str, Pressed]]:
        async with open_room(folder) as room:
            house = await full_house(room)
            return house, await _pressed(house, rights)

    return asyncio.run(tried())


async def _pressed(house: FullHouse, rights: Rights) -> dict[str, Pressed]:
    filling, pressed = Filling(house), dict[str, Pressed]()
    async with house.room.app.database.unit() as unit:
        presser = Presser(house, unit)
        for name, kind in BUTTONS.items():
            given = {**rights.about.get(name.partition(".")[0], {}), **rights.about.get(name, {})}
            button = filling.made(kind, given)
            outcomes = {who: await presser.press(phone, button) for who, phone in house.people.items()}
            pressed[name] = Pressed(button, outcomes)
        for command in COMMANDS:
            said = {who: await presser.say(phone, command) for who, phone in house.people.items()}
            pressed[command] = Pressed(None, said)
    return pressed


def _written(rights: Rights, pressed: Mapping[str, Pressed]) -> Iterator[str]:
    """The file's tables, as they would have to be."""
    table = ""
    for name, one in pressed.items():
        flow, _, button = ("commands", "", name[1:]) if name.startswith("/") else name.partition(".")
        if flow != table:
            yield f"\n[{flow if flow == 'commands' else 'buttons.' + flow}]"
            table = flow
        row = rights.row_of(one.outcomes)
        may, does = _named(rights, row.may), _named(rights, row.does)
        if not row.does:
            yield f"{button} = {may}"
        else:
            yield f"{button} = {{ {'' if row.may == row.does else f'may = {may}, '}does = {does} }}"


def _named(rights: Rights, who: Collection[str]) -> str:
    """The people by the largest groups they make up."""
    left, names = set(who), []
    for group, people in sorted(rights.groups.items(), key=lambda item: -len(item[1])):
        if people <= left:
            names.append(group)
            left -= people
    names += [name for name in HOME if name in left]
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        written = read()
        print("\n".join(_written(written, everything(Path(temporary), written)[1])))
