"""A roster that was sent in the chat: kept until it is applied, with a mark of what its sender was shown.

Between preview and press the khối may change; then what was confirmed is no longer what would happen, and the
preview is shown once more.
"""

import hashlib
from dataclasses import dataclass

from campaign.ids import KhoiId, MemberId, UploadId
from campaign.roster.changes import Change, Changes


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent in. `seen` is the `mark` of the changes shown last."""

    id: UploadId
    khoi: KhoiId
    by: MemberId
    sha256: str
    name: str
    seen: str
    applied: bool = False


def mark(changes: Changes) -> str:
    """Equal for two previews exactly when they would show and do the same."""
    said: list[object] = [(entry.code_key, entry.name) for entry in changes.new]
    said += [("change", *_change(change)) for change in changes.changed]
    said += [("back", *_change(change)) for change in changes.returning]
    said += [("leave", member.id) for member in changes.leaving]
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _change(change: Change) -> tuple[object, ...]:
    return change.member.id, tuple((d.column.value, d.before, d.after) for d in change.differences)
