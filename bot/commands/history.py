"""`thidua history import FILE`: gradings, titles, works, disciplines and holds of a khối, all or nothing.

The same file again changes nothing. What a corrected file contradicts of earlier files is ended, never deleted.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot.catalogue import shipped
from bot.clock import fresh_id
from bot.commands.office import MISUSED, REFUSED, Office, open_office
from bot.commands.which import the_khoi
from campaign.history.changes import HistoryChanges, history_changes, written
from campaign.history.file import Finding, HistoryRefused
from campaign.history.reading import Known, read_book
from campaign.people import Khoi
from campaign.plan.rule_set import follow
from campaign.sheet import Book, SheetRefused
from handlers.kit import Say, say
from papers.sheets import read_sheets
from storage.unit import Unit

MOST_FINDINGS = 100

history = typer.Typer(help="What is on record about the people of a khoi.", no_args_is_help=True)


@history.callback()
def group() -> None:
    """What is on record about a khối's people and units."""


File = Annotated[Path, typer.Argument(help="The records, .xlsx or .csv (UTF-8).")]
KhoiName = Annotated[
    str | None, typer.Option("--khoi", help="Name of the khoi; needed when there are several.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change and change nothing.")]


@history.command("import")
def import_file(file: File, khoi: KhoiName = None, dry_run: DryRun = False) -> None:
    """Import records: every row of the file, or none when anything is wrong."""
    office = open_office()
    try:
        content = file.read_bytes()
    except OSError as error:
        office.stop(say("cli.cannot_read", file=str(file), why=error.strerror or ""), MISUSED)
    book = read_sheets(content, file.name)
    if isinstance(book, SheetRefused):
        office.stop(Say(book.key, book.values), REFUSED)
    office.run(_import(office, book, file.name, khoi, dry_run=dry_run))


async def _import(office: Office, book: Book, name: str, khoi_name: str | None, *, dry_run: bool) -> None:
    async with office.database() as database, database.unit() as unit:
        khoi = await the_khoi(office, unit, khoi_name)
        changes = await _changes(office, unit, khoi, book, name)
        if not changes.new:
            office.tell(say("cli.no_change"), "green")
            return
        if dry_run:
            office.tell(say("cli.dry_run"), "yellow")
            return
        added, ended = written(changes, name, None, office.now, fresh_id)
        await unit.history.decide(ended)
        await unit.history.add(added)
        counts: dict[str, str | int] = {"file": name, "new": len(added), "replaced": len(ended)}
        await unit.events.record(khoi.id, "history.imported", None, office.now, details=counts)
        await unit.commit()
    office.tell(say("history.applied", new=len(added), replaced=len(ended)), "green")


async def _changes(office: Office, unit: Unit, khoi: Khoi, book: Book, name: str) -> HistoryChanges:
    today = office.now.astimezone(office.settings.zone).date()
    known = Known(
        await unit.people.members(khoi.id), await unit.units.known(khoi.id), follow(shipped(), today).awards
    )
    file = await asyncio.to_thread(read_book, book, known, today)
    if isinstance(file, HistoryRefused):
        _show(office, file.errors)
        raise typer.Exit(REFUSED)
    changes = history_changes(file.rows, await unit.history.of_khoi(khoi.id))
    office.tell(
        say(
            "history.preview",
            file=name,
            new=len(changes.new),
            known=changes.known,
            replaced=len(changes.replaced),
        ),
        "bold",
    )
    if changes.disputed:
        office.tell(say("history.disputed", count=len(changes.disputed)), "yellow")
    for column in file.ignored:
        office.tell(say("history.ignored", column=column[:60]), "yellow")
    return changes


def _show(office: Office, errors: Sequence[Finding]) -> None:
    """One sentence a line, in the order of the file."""
    office.tell(say("history.errors", count=len(errors)), "red")
    for error in errors[:MOST_FINDINGS]:
        office.tell(Say(error.key, error.values))
    if len(errors) > MOST_FINDINGS:
        office.tell(say("cli.and_more", count=len(errors) - MOST_FINDINGS))
