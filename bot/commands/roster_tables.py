"""A roster's preview and its mistakes as tables on a terminal."""

from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from bot.commands.office import Office
from campaign.people import Khoi
from campaign.roster.changes import AllowLeaving, Change, Changes
from campaign.roster.roster import Finding
from campaign.roster.words import roster_words
from handlers.kit import Say, say

MOST = 20  # people of one kind that are shown by name
MOST_FINDINGS = 100


def show_changes(office: Office, khoi: Khoi, changes: Changes, allow: AllowLeaving) -> None:
    """How many of each kind, then who and what."""
    office.tell(say("cli.preview", khoi=khoi.name), "bold")
    counts = Table(show_header=False, box=None, pad_edge=False)
    for label, people in _kinds(changes, allow):
        counts.add_row(office.words(label), str(len(people)))
    counts.add_row(office.words(say("cli.unchanged")), str(len(changes.unchanged)))
    office.console.print(counts)
    details = Table(*(office.words(title) for title in (say("cli.what"), say("cli.who"), say("cli.details"))))
    for label, people in _kinds(changes, allow):
        for name, detail in people[:MOST]:
            details.add_row(office.words(label), Text(name), Text(detail))
        if len(people) > MOST:
            details.add_row("", office.words(say("cli.and_more", count=len(people) - MOST)), "")
    if details.row_count:
        office.console.print(details)
    if changes.warnings:
        show_findings(office, say("cli.warnings", count=len(changes.warnings)), changes.warnings)


def show_findings(office: Office, title: Say, findings: Sequence[Finding]) -> None:
    """One sentence a line, in the order of the file."""
    office.tell(title, "bold")
    for finding in findings[:MOST_FINDINGS]:
        office.tell(Say(finding.key, finding.values))
    if len(findings) > MOST_FINDINGS:
        office.tell(say("cli.and_more", count=len(findings) - MOST_FINDINGS))


def _kinds(changes: Changes, allow: AllowLeaving) -> tuple[tuple[Say, list[tuple[str, str]]], ...]:
    missing = say("cli.leaving") if allow is AllowLeaving.YES else say("cli.missing")
    return (
        (say("cli.new"), [(e.name, f"{e.code}, {e.unit}, {_roles(e.roles)}") for e in changes.new]),
        (say("cli.changed"), _changed(changes.changed)),
        (say("cli.returning"), _changed(changes.returning)),
        (missing, [(m.name, f"{m.code}, {m.unit_name}") for m in changes.leaving]),
    )


def _changed(changes: Iterable[Change]) -> list[tuple[str, str]]:
    words = roster_words()
    return [
        (
            change.entry.name,
            "; ".join(
                f"{words.heading(d.column)}: {d.before or '-'} → {d.after or '-'}" for d in change.differences
            ),
        )
        for change in changes
    ]


def _roles(roles: frozenset[object]) -> str:
    return roster_words().role_names(roles)  # type: ignore[arg-type]
