"""Every command of every flow by everybody, and people who press and type at random what is really on their screen.

A new flow is covered as soon as it stands in FLOWS.
"""

import random
from collections.abc import Callable

import pytest

from campaign.people import Language, Role
from handlers import FLOWS
from handlers.language import Speak
from tests.handlers.peopled import Peopled, peopled, told, trouble
from tests.handlers.plausible import FILES, TYPED
from tests.talk import Phone, Room

Record = Callable[[str, object], None]
COMMANDS = tuple(flow.command for flow in FLOWS if flow.command)
ARGUMENTS = (" <b> 'x", "@bot", " 99999999999999999999", "  ")
STEPS = 60


@pytest.fixture
async def there(room: Room) -> Peopled:
    return await peopled(room)


async def everybody(there: Peopled) -> list[Phone]:
    """One of each role, and those who are not of the khối."""
    room = there.home.room
    alone = [await room.joins(f"Người {role.value}", f"Đơn vị {role.value}", {role}) for role in Role]
    return [*alone, there.mighty, there.outside, there.stranger]


@pytest.mark.parametrize("language", list(Language))
async def test_every_command_is_answered_to_everybody(
    there: Peopled, language: Language, record_property: Record
) -> None:
    wrong, people = [], await everybody(there)
    for phone in people:
        await phone.presses_choice(Speak(language))
        for at, command in enumerate(COMMANDS):
            for argument in ("", ARGUMENTS[at % len(ARGUMENTS)]):
                said = f"/{command}{argument}"
                if trouble_here := await trouble(phone, phone.says(said)):
                    wrong.append(f"{said} of {phone.account}: {trouble_here}")
    assert told(wrong) == ""
    record_property("commands", 2 * len(COMMANDS) * len(people))


@pytest.mark.parametrize("seed", [11, 12])
async def test_whoever_wanders_at_random_always_gets_a_good_answer(
    there: Peopled, seed: int, record_property: Record
) -> None:
    dice = random.Random(seed)
    wrong: list[str | None] = []
    for phone in await everybody(there):
        way: list[str] = []
        steps = STEPS if phone.account != there.stranger.account else 10
        wrong += [await step(phone, dice, way) for _ in range(steps)]
    assert told(wrong) == ""
    record_property("steps at random", len(wrong))


async def step(phone: Phone, dice: random.Random, way: list[str]) -> str | None:
    """Mostly a button that is shown; sometimes a number, a command, rubbish, a file. What went wrong, after what."""
    wrong = await trouble(phone, _act(phone, dice, way))
    return None if wrong is None else f"{phone.account} after {way[-4:]}: {wrong}"


async def _act(phone: Phone, dice: random.Random, way: list[str]) -> None:
    shown = [(m.ref, line.data) for m in phone.messages[-4:] for _, line in m.buttons if line.data]
    chance = dice.random()
    if shown and chance < 0.75:
        ref, data = dice.choice(shown)
        way.append(str(data))
        await phone.presses_data(data or "", ref)
    elif chance < 0.97:
        said = dice.choice(
            [f"/{dice.choice(COMMANDS)}", dice.choice(TYPED), str(dice.randint(1, 12)), "Nguyễn"]
        )
        way.append(said[:20])
        await phone.says(said)
    else:
        name, content, media_type = dice.choice(FILES)
        way.append(name[:20])
        await phone.sends(name, content, media_type=media_type)
