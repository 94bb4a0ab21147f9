"""What turns leave behind that nobody asks for within their transaction: written for many of them at once.

The answers, where each conversation stands, and that the updates are done take three statements for a whole batch.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.outbox import Letter
from storage.turns import Conversation
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Taken:
    """A turn that was taken, with what is still to be written of it.

    `seq` is the update it answers, `letters` the answers to this account. `stands` is where the conversation stands
    now, None when it stands where it stood.
    """

    seq: int
    at: datetime
    letters: Sequence[Letter]
    stands: Conversation | None = None


async def write(unit: Unit, turns: Sequence[Taken]) -> Sequence[Letter]:
    """Writes it; answers the letters. Raises Conflict when a conversation moved on meanwhile, AlreadyDone when an
    update has had its turn: then nothing of these turns may be committed.
    """
    letters = [letter for turn in turns for letter in turn.letters]
    await unit.outbox.add(letters, turns[-1].at)
    await unit.turns.stand([turn.stands for turn in turns if turn.stands is not None])
    await unit.turns.done([turn.seq for turn in turns], turns[-1].at)
    return letters
