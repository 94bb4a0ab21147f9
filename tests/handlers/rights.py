"""Reads `rights.toml`, presses every button and types every command as everybody, and says who may.

`python -m tests.handlers.rights` prints what the program does now, in the words of the file: for a new button, and for
looking at what changed.
"""

import asyncio
import tempfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.handlers.answers import A_WORD, ASKED, BEFORE, NOTHING, SAID, TYPED
from tests.handlers.asking import Asker
from tests.handlers.full_house import FullHouse, full_house
from tests.handlers.own_situations import OWN, together
from tests.handlers.pressing import Outcome
from tests.handlers.rights_table import BUTTONS, COMMANDS, HOME, QUESTIONS, Effect, Rights, read
from tests.handlers.situations import SITUATIONS
from tests.handlers.staging import Stage
from tests.talk.room import open_room


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button, or the state of a question (nothing for a command), and what became of it for everybody, somebody of
    another khối among them.
    """

    about: object
    outcomes: Mapping[str, Outcome]


def everything(folder: Path) -> tuple[FullHouse, dict[str, Pressed]]:
    """Every button, command and answer, by everybody. Not to be called where an event loop runs."""

    async def tried() -> tuple[FullHouse, dict[str, Pressed]]:
        async with open_room(folder) as room:
            house = await full_house(room)
            return house, await _pressed(house)

    return asyncio.run(tried())


async def _pressed(house: FullHouse) -> dict[str, Pressed]:
    async with house.room.app.database.unit() as unit:
        asker = Asker(house, unit)
        stage = Stage(house, asker)
        pressed = {name: await _button(name, stage, asker) for name in BUTTONS}
        pressed |= {name: await _command(name, stage) for name in COMMANDS}
        pressed |= {name: await _answer(name.removeprefix("answers."), stage) for name in QUESTIONS}
    return pressed


async def _button(name: str, stage: Stage, asker: Asker) -> Pressed:
    if name in SITUATIONS:
        about, outcomes = await stage.pressed(name, SITUATIONS[name])
    else:
        about = button = asker.filled(name, {})
        outcomes = await stage.by_everybody(lambda phone: asker.presser.press(phone, button))
    own = [(each, (await stage.pressed(name, each))[1]) for each in OWN.get(name, ())]
    return Pressed(about, together(outcomes, own))


async def _command(name: str, stage: Stage) -> Pressed:
    typed = TYPED.get(name, name)
    _, outcomes = await stage.answered(BEFORE.get(name, NOTHING), typed)
    own = [(each, (await stage.answered(each, typed))[1]) for each in OWN.get(name, ())]
    return Pressed(None, together(outcomes, own))


async def _answer(question: str, stage: Stage) -> Pressed:
    said = SAID.get(question, A_WORD)
    about, outcomes = await stage.answered(ASKED[question], said)
    own = [(each, (await stage.answered(each, said))[1]) for each in OWN.get(f"answers.{question}", ())]
    return Pressed(about, together(outcomes, own))


def _written(rights: Rights, pressed: Mapping[str, Pressed]) -> Iterator[str]:
    """The file's tables, as they would have to be."""
    table = ""
    for name, one in pressed.items():
        of, button = ("commands", name[1:]) if name.startswith("/") else name.rsplit(".", 1)
        if of != table:
            yield f"\n[{of if name not in BUTTONS else 'buttons.' + of}]"
            table = of
        row = rights.row_of(one.outcomes)
        may, does = _named(rights, row.may), _named(rights, row.does)
        if not row.does:
            said = "shows" if rights.rows.get(name, row).effect is Effect.SHOWS else "may"
            yield f"{button} = {{ {said} = {may} }}"
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
        print("\n".join(_written(written, everything(Path(temporary))[1])))
