"""What a roster would do, in words: the counts, some people by name, the mistakes."""

from collections.abc import Sequence

from campaign.people import Member
from campaign.roster.changes import Approved, Change, Changes
from campaign.roster.roster import Finding
from campaign.roster.words import roster_words
from handlers.kit import Lost, Say, plain, say

FINDINGS_SHOWN = 5
WARNINGS_SHOWN = 3
NAMES = 3  # of each kind in a preview
LEAVING_SHOWN = 15


def counts_of(changes: Changes, approved: Approved) -> dict[str, str | int]:
    """The numbers the journal keeps of an import."""
    return {
        "new": len(approved.add),
        "changed": len(approved.change),
        "returning": len(approved.bring_back),
        "left": len(approved.remove),
        "staying": len(approved.staying),
        "unchanged": len(changes.unchanged),
    }


def result_words(counts: dict[str, str | int]) -> tuple[Say, ...]:
    """What an import did, one line for each kind there was."""
    said = (
        ("new", say("roster.count_new", count=counts["new"])),
        ("changed", say("roster.count_changed", count=counts["changed"])),
        ("returning", say("roster.count_returning", count=counts["returning"])),
        ("left", say("roster.count_left", count=counts["left"])),
        ("staying", say("roster.count_staying", count=counts["staying"])),
        ("unchanged", say("roster.count_unchanged", count=counts["unchanged"])),
    )
    return tuple(line for kind, line in said if counts[kind])


def preview_words(file: str, changes: Changes) -> Say:
    """The preview: one line for each kind there is, with the first names."""
    lines = [
        say("roster.preview_new", count=len(changes.new), names=_names([e.name for e in changes.new])),
        say("roster.preview_changed", count=len(changes.changed), names=_names(_changed(changes.changed))),
        say(
            "roster.preview_returning",
            count=len(changes.returning),
            names=_names(_changed(changes.returning)),
        ),
        say(
            "roster.preview_missing",
            count=len(changes.leaving),
            names=_names([m.name for m in changes.leaving]),
        ),
        say("roster.count_unchanged", count=len(changes.unchanged)),
    ]
    shown = tuple(line for line in lines if line.values["count"])
    warnings = findings_lines(changes.warnings, WARNINGS_SHOWN)
    if not warnings:
        return say("roster.preview", file=file, lines=shown)
    return say("roster.preview_with_warnings", file=file, lines=shown, warnings=warnings)


def findings_lines(findings: Sequence[Finding], most: int = FINDINGS_SHOWN) -> tuple[Say, ...]:
    """The first findings, one sentence a line, and how many there are besides."""
    lines = [Say(finding.key, finding.values) for finding in findings[:most]]
    if len(findings) > most:
        lines.append(say("roster.and_more", count=len(findings) - most))
    return tuple(lines)


def leaving_lines(members: Sequence[Member]) -> tuple[Say, ...]:
    """Who would leave, one a line."""
    lines = [say("roster.person", name=m.name, unit=m.unit_name) for m in members[:LEAVING_SHOWN]]
    if len(members) > LEAVING_SHOWN:
        lines.append(say("roster.and_more", count=len(members) - LEAVING_SHOWN))
    return tuple(lines)


def lost_words(file: Lost) -> Say:
    """Why a file could not be had, and what to do."""
    match file.why:
        case "too_large":
            return say("roster.file_too_large", name=file.name)
        case "empty":
            return say("sheet.empty")
        case "stamped":
            return say("roster.file_stamped", name=file.name)
        case _:
            return say("roster.file_vanished", name=file.name)


def _names(names: Sequence[str]) -> Say:
    shown = ", ".join(names[:NAMES])
    return plain(f"{shown}, \u2026" if len(names) > NAMES else shown)


def _changed(changes: Sequence[Change]) -> list[str]:
    """“Trần Thị B (Chức vụ, Đơn vị)”; the headings are the file's own words."""
    words = roster_words()
    said = []
    for change in changes[: NAMES + 1]:
        fields = ", ".join(words.heading(d.column) for d in change.differences)
        said.append(f"{change.entry.name} ({fields})" if fields else change.entry.name)
    return said
