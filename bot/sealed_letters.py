"""Letters of a secret ballot: what is said, the message it edits and the press it answers lie in one sealed envelope.

A typed choice edits nothing and answers no press, a pressed one does: in the open those columns would tell how somebody
chose. So would a message number that moves on, or the words of a provider's refusal; none of it is kept.
"""

from dataclasses import dataclass, replace

import orjson

from campaign.ids import BallotId
from storage.fates import Fate
from storage.outbox import Letter
from storage.sealing import Seals


@dataclass(frozen=True, slots=True)
class Opened:
    """A letter ready to be sent: its encoded message, what it edits, what it answers."""

    body: bytes
    edits: str | None
    tap: str | None


def sealed(seals: Seals, ballot: BallotId, opened: Opened) -> bytes:
    """The body of a sealed letter. Raises KeyGone."""
    return seals.seal(ballot, orjson.dumps([opened.body.decode(), opened.edits, opened.tap]))


def opened(seals: Seals, letter: Letter) -> Opened:
    """What is to be sent, of any letter. Raises KeyGone for a secret one whose ballot is over."""
    if letter.sealed_by is None:
        return Opened(letter.body, letter.edits, letter.tap)
    body, edits, tap = orjson.loads(seals.open(letter.sealed_by, letter.body))
    return Opened(body.encode(), edits, tap)


def discreet(letter: Letter, fate: Fate) -> Fate:
    """What became of a letter, without what would tell about its content."""
    if letter.sealed_by is None:
        return fate
    return replace(fate, message_ref=None, error=None if fate.error is None else "not delivered")
