"""What a roster would change: a preview first, a decision after it.

    preview(members, roster) -> Changes(new, changed, returning, leaving, unchanged)     shown, nothing done
    approve(changes, AllowLeaving.NO)  -> Approved: the absent stay                      “một phần danh sách”
    approve(changes, AllowLeaving.YES) -> Approved: the absent leave
    …                                  -> NoSecretaryLeft: refused, whoever asks

Importing the same file twice changes nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from campaign.people import Gender, Member, Role
from campaign.roster.roster import Entry, Finding, Roster, RosterFault, code_key
from campaign.roster.words import Column, RosterWords, roster_words
from campaign.search import search_key

NO_SECRETARY_KEY = "roster.no_secretary"


class AllowLeaving(Enum):
    """Whether people missing from the file are to leave: YES only when the caller was asked and said so."""

    NO = "no"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one person, as the file would show it before and after."""

    column: Column
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """A member whose row differs from what is stored; `differences` is empty only for one who returns unchanged."""

    member: Member
    entry: Entry
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a roster would do. `returning` left earlier and are back; `leaving` are active and not in the file."""

    new: tuple[Entry, ...]
    changed: tuple[Change, ...]
    returning: tuple[Change, ...]
    leaving: tuple[Member, ...]
    unchanged: tuple[Member, ...]
    warnings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Approved:
    """What to write, in one transaction. `staying` are not in the file and keep everything they have."""

    add: tuple[Entry, ...]
    change: tuple[Change, ...]
    bring_back: tuple[Change, ...]
    remove: tuple[Member, ...]
    staying: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class NoSecretaryLeft:
    """Nobody would be Thư ký afterwards: nobody could repair it from the chat."""

    key: str = NO_SECRETARY_KEY


def preview(members: Sequence[Member], roster: Roster) -> Changes:
    """Compare a roster with the members of the khối, those who left included; matched by Mã alone."""
    words = roster_words()
    stored = {code_key(member.code): member for member in members}
    pairs = [(stored.get(entry.code_key), entry) for entry in roster.entries]
    compared = [Change(m, e, _differences(m, e, words)) for m, e in pairs if m is not None]
    active = [change for change in compared if change.member.left_at is None]
    in_file = {change.member.id for change in compared}
    return Changes(
        new=tuple(entry for member, entry in pairs if member is None),
        changed=tuple(change for change in active if change.differences),
        returning=tuple(change for change in compared if change.member.left_at is not None),
        leaving=tuple(m for m in members if m.left_at is None and m.id not in in_file),
        unchanged=tuple(change.member for change in active if not change.differences),
        warnings=(*roster.warnings, *_another_person(compared)),
    )


def approve(changes: Changes, allow: AllowLeaving) -> Approved | NoSecretaryLeft:
    """Decide on a preview: who is missing from the file stays, unless leaving was explicitly allowed."""
    staying = changes.leaving if allow is AllowLeaving.NO else ()
    remove = changes.leaving if allow is AllowLeaving.YES else ()
    entries = (*changes.new, *(change.entry for change in (*changes.changed, *changes.returning)))
    roles = (
        *(entry.roles for entry in entries),
        *(member.roles for member in (*changes.unchanged, *staying)),
    )
    if not any(Role.SECRETARY in held for held in roles):
        return NoSecretaryLeft()
    return Approved(changes.new, changes.changed, changes.returning, remove, staying)


def _differences(member: Member, entry: Entry, words: RosterWords) -> tuple[Difference, ...]:
    """Field by field. The language is the person's own choice once they have joined, so a roster never changes it."""
    same_unit = entry.unit_id == member.unit if entry.unit_id is not None else entry.unit == member.unit_name
    if same_unit and _says_the_same(member, entry):
        return ()
    compared = (
        (Column.CODE, member.code, entry.code),
        (Column.NAME, member.name, entry.name),
        (Column.UNIT, member.unit_name, member.unit_name if same_unit else entry.unit),
        (Column.POSITION, member.position, entry.position),
        (Column.ROLES, words.role_names(member.roles), words.role_names(entry.roles)),
        (
            Column.GENDER,
            _gender_name(member.gender, words),
            _gender_name(entry.gender or member.gender, words),
        ),
        (
            Column.HONORIFIC,
            member.honorific,
            member.honorific if entry.honorific is None else entry.honorific,
        ),
        (Column.ROOM, member.room, member.room if entry.room is None else entry.room),
    )
    return tuple(Difference(column, before, after) for column, before, after in compared if before != after)


def _says_the_same(member: Member, entry: Entry) -> bool:
    """Whether a row, but for its unit, is what is stored, as of nearly everybody: nothing need be put in words."""
    here = (member.code, member.name, member.position, member.roles)
    if here != (entry.code, entry.name, entry.position, entry.roles):
        return False
    said = ((entry.gender, member.gender), (entry.honorific, member.honorific), (entry.room, member.room))
    return all(row is None or row == stored for row, stored in said)


def _gender_name(gender: Gender | None, words: RosterWords) -> str:
    return "" if gender is None else words.genders.first[gender]


def _another_person(compared: Iterable[Change]) -> Iterable[Finding]:
    """A Mã given to somebody else would hand over the first person's phone, history and votes: say so."""
    for change in compared:
        before, after = change.member.name, change.entry.name
        if before == after:
            continue
        if not set(search_key(before).split()[-1:]) & set(search_key(after).split()):
            values: dict[str, str | int] = {"row": change.entry.row, "code": change.entry.code}
            values |= {"before": before, "after": after}
            yield Finding(RosterFault.ANOTHER_PERSON, change.entry.row, Column.NAME, values)
