"""What a history file would change: shown first, then written in one piece.

new        records that are not there yet
known      records that are there already: the same file again changes nothing
replaced   records of earlier files that cannot stand beside the new ones (a grading corrected, a hold cleared);
they end and stay readable, nothing is deleted
disputed   records somebody declared that the new ones contradict: they stay, and the rules will ask for a look
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from campaign.history.file import HistoryRow
from campaign.history.history import contradict
from campaign.history.recording import Kept
from campaign.history.records import Disciplined, Hold, Record, Source
from campaign.ids import MemberId, RecordId, UnitId
from campaign.registration.registering import Subject


@dataclass(frozen=True, slots=True)
class HistoryChanges:
    """Everything a file would do; `known` counts the rows that are on record in these very words."""

    new: tuple[HistoryRow, ...]
    known: int
    replaced: tuple[Kept, ...]
    disputed: tuple[Kept, ...]

    @property
    def mark(self) -> int:
        """A number that is another one as soon as anything else would be done: what the secretary has seen."""
        said = repr(([(row.subject, row.record) for row in self.new], [kept.id for kept in self.replaced]))
        return int.from_bytes(hashlib.sha256(said.encode()).digest()[:4])


def history_changes(rows: Sequence[HistoryRow], existing: Iterable[Kept]) -> HistoryChanges:
    """Compare the rows of a file with everything that counts in the khối."""
    there = _by_subject(existing)
    new: dict[tuple[Subject, Record], HistoryRow] = {}
    replaced: dict[RecordId, Kept] = {}
    disputed: dict[RecordId, Kept] = {}
    known = 0
    for row in rows:
        who = _who(row.subject)
        others = there.get(who, [])
        if (who, row.record) in new or any(_same(kept, row.record) for kept in others):
            known += 1
            continue
        new[who, row.record] = row
        for kept in others:
            if kept.record == row.record:  # declared, and waiting for the head: no longer needed
                replaced[kept.id] = kept
            elif takes_place_of(row.record, kept.record):
                into = replaced if kept.source is Source.IMPORTED else disputed
                into[kept.id] = kept
    return HistoryChanges(tuple(new.values()), known, tuple(replaced.values()), tuple(disputed.values()))


def takes_place_of(new: Record, old: Record) -> bool:
    """Whether both cannot stand: they contradict each other, or are one hold or discipline with another end."""
    match new, old:
        case Hold(), Hold():
            return (new.kind, new.since) == (old.kind, old.since)
        case Disciplined(), Disciplined():
            return (new.penalty, new.since) == (old.penalty, old.since)
        case _:
            return contradict(new, old)


def written(
    changes: HistoryChanges, document: str, by: MemberId | None, now: datetime, fresh: Callable[[], int]
) -> tuple[tuple[Kept, ...], tuple[Kept, ...]]:
    """The records to add, and those that end. `document` is the name of the file, `by` None on the command line."""
    added = tuple(
        Kept(
            RecordId(fresh()), row.subject, row.record, Source.IMPORTED, _proof(document, row), None, by, now
        )
        for row in changes.new
    )
    ended = tuple(replace(kept, ended_by=by, ended_at=now, reason=document) for kept in changes.replaced)
    return added, ended


def _same(kept: Kept, record: Record) -> bool:
    """The very same record, speaking: a declaration that still waits does not stand in for the secretary's file."""
    return kept.record == record and kept.entry.proof.speaks


def _proof(document: str, row: HistoryRow) -> str:
    return f"{document}; {row.note}" if row.note else document


def _by_subject(existing: Iterable[Kept]) -> Mapping[Subject, list[Kept]]:
    found: dict[Subject, list[Kept]] = {}
    for kept in existing:
        found.setdefault(_who(kept.subject), []).append(kept)
    return found


def _who(subject: Subject) -> Subject:
    """A member is the same person in whatever unit they are now."""
    return subject if subject.member is None else replace(subject, unit=UnitId(0))
