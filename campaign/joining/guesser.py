"""Who tries a code, as far as it can be known: a phone, its person if it has one, and where it is."""

from dataclasses import dataclass

from campaign.ids import PersonId


@dataclass(frozen=True, slots=True)
class Guesser:
    """A phone that shows a code. `whence` is a mark of its network address, "" where a messenger stands in between."""

    channel: str
    account: str
    person: PersonId | None = None
    whence: str = ""
