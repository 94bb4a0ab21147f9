"""What the unit's sheet would change: shown first, then done in one piece.

new        a title the subject does not strive for yet: a draft
reworded   another planned initiative for a draft or something returned
dropped    a draft or something returned that the row of its subject no longer names
kept       everything else; what is filed or confirmed is never taken back by a sheet
late       rows whose subject's time to register is over
"""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from campaign.ids import MemberId
from campaign.registration.registering import Opening, Subject
from campaign.registration.registration import Registration, Standing
from campaign.registration.sheet import SheetEntry

IN_HAND = frozenset({Standing.DRAFT, Standing.RETURNED})
"""What the đầu mối may still change without asking anybody."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A title for a subject, from a row of the sheet."""

    row: int
    subject: Subject
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Reworded:
    """A registration and the planned initiative it shall have."""

    registration: Registration
    note: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything a sheet would do."""

    new: tuple[Wanted, ...]
    reworded: tuple[Reworded, ...]
    dropped: tuple[Registration, ...]
    kept: tuple[Registration, ...]
    late: tuple[SheetEntry, ...]

    @property
    def nothing(self) -> bool:
        """Whether it would change nothing."""
        return not (self.new or self.reworded or self.dropped)

    @property
    def mark(self) -> int:
        """A number that is another one as soon as anything else would be done: what the đầu mối has seen."""
        said = (
            sorted((w.subject.member or 0, w.title, w.note) for w in self.new),
            sorted((r.registration.id, r.note) for r in self.reworded),
            sorted(r.id for r in self.dropped),
        )
        return zlib.crc32(repr(said).encode())


def changes(
    entries: Sequence[SheetEntry],
    unit: Subject,
    existing: Sequence[Registration],
    opening: Callable[[Subject], Opening],
) -> Changes:
    """Compare the rows with what the unit and its people strive for. `unit` is the subject of the unit itself."""
    grouped: dict[MemberId | None, list[Registration]] = {}
    for each in existing:
        if each.standing is not Standing.WITHDRAWN:
            grouped.setdefault(each.member, []).append(each)
    found = _Found()
    for entry in entries:
        subject = Subject(unit.khoi, unit.unit, None if entry.member is None else entry.member.id)
        asked = opening(subject)
        if asked.now > asked.due.at:
            found.late.append(entry)
        else:
            found.compare(entry, subject, grouped.get(subject.member, []))
    return Changes(
        tuple(found.new), tuple(found.reworded), tuple(found.dropped), tuple(found.kept), tuple(found.late)
    )


class _Found:
    def __init__(self) -> None:
        self.new: list[Wanted] = []
        self.reworded: list[Reworded] = []
        self.dropped: list[Registration] = []
        self.kept: list[Registration] = []
        self.late: list[SheetEntry] = []

    def compare(self, entry: SheetEntry, subject: Subject, there: Sequence[Registration]) -> None:
        """One row against what its subject strives for."""
        titles = {each.title for each in there}
        self.new += [
            Wanted(entry.row, subject, title, entry.note) for title in entry.titles if title not in titles
        ]
        for each in there:
            in_hand = each.standing in IN_HAND
            if in_hand and each.title not in entry.titles:
                self.dropped.append(each)
            elif in_hand and entry.note and each.note != entry.note:
                self.reworded.append(Reworded(each, entry.note))
            else:
                self.kept.append(each)
