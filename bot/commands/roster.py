"""`thidua roster import FILE`: a khối's people from an .xlsx or .csv file, all or nothing, asking nothing.

The preview says who is new, changed, back and missing. Whoever is missing stays unless --allow-leaving was given.
"""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.commands.office import MISUSED, REFUSED, Office, open_office
from bot.commands.roster_tables import show_changes, show_findings
from bot.commands.which import the_khoi_or_first
from campaign.people import Khoi
from campaign.roster.changes import AllowLeaving, Approved, Changes, NoSecretaryLeft, approve, preview
from campaign.roster.reading import read_book
from campaign.roster.roster import Roster, RosterRefused
from campaign.sheet import Book, SheetRefused
from handlers.kit import Say, say
from handlers.roster.words import counts_of
from papers.sheets import read_sheets
from storage.unit import Unit

COLUMNS = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())

roster = typer.Typer(help="The people of a khoi.", no_args_is_help=True)


@roster.callback()
def group() -> None:
    """The people of a khối."""


File = Annotated[Path, typer.Argument(help="The roster, .xlsx or .csv (UTF-8).")]
KhoiName = Annotated[
    str | None, typer.Option("--khoi", help="Name of the khoi; needed when there are several.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change and change nothing.")]
Leaving = Annotated[
    bool, typer.Option("--allow-leaving", help="People missing from the file leave the khoi.")
]


@roster.command("import")
def import_file(
    file: File, khoi: KhoiName = None, dry_run: DryRun = False, allow_leaving: Leaving = False
) -> None:
    """Import a roster: everybody in it, or nobody when anything is wrong."""
    office = open_office()
    try:
        content = file.read_bytes()
    except OSError as error:
        office.stop(say("cli.cannot_read", file=str(file), why=error.strerror or ""), MISUSED)
    allow = AllowLeaving.YES if allow_leaving else AllowLeaving.NO
    with _progress(office) as progress:
        progress.add_task(office.words(say("cli.reading", file=file.name)))
        book = read_sheets(content, file.name)
    if isinstance(book, SheetRefused):
        office.stop(Say(book.key, book.values), REFUSED)
    office.run(_import(office, book, khoi, allow, dry_run=dry_run))


async def _import(
    office: Office, book: Book, name: str | None, allow: AllowLeaving, *, dry_run: bool
) -> None:
    async with office.database() as database, database.unit() as unit:
        khoi = await the_khoi_or_first(office, unit, name)
        changes = await _changes(office, unit, khoi, book)
        show_changes(office, khoi, changes, allow)
        approved = approve(changes, allow)
        if isinstance(approved, NoSecretaryLeft):
            office.stop(say("roster.no_secretary"), REFUSED)
        if not any((approved.add, approved.change, approved.bring_back, approved.remove)):
            office.tell(say("cli.no_change"), "green")
            return
        if dry_run:
            office.tell(say("cli.dry_run"), "yellow")
            return
        await _apply(office, unit, khoi, changes, approved)
    office.tell(say("cli.imported", khoi=khoi.name), "green")
    if changes.leaving and allow is AllowLeaving.NO:
        office.tell(say("cli.missing_stay", count=len(changes.leaving)), "yellow")


async def _changes(office: Office, unit: Unit, khoi: Khoi, book: Book) -> Changes:
    match read_book(book, await unit.units.known(khoi.id)):
        case RosterRefused(errors):
            show_findings(office, say("cli.refused", count=len(errors)), errors)
            raise typer.Exit(REFUSED)
        case Roster() as found:
            return preview(await unit.people.everyone(khoi.id), found)


async def _apply(office: Office, unit: Unit, khoi: Khoi, changes: Changes, approved: Approved) -> None:
    with _progress(office) as progress:
        progress.add_task(office.words(say("cli.writing", count=len(approved.add) + len(approved.change))))
        await unit.roster.apply(khoi.id, approved, office.now)
        counts = counts_of(changes, approved)
        await unit.events.record(khoi.id, "roster.imported", None, office.now, details=counts)
        await unit.commit()


def _progress(office: Office) -> Progress:
    """What is being done and for how long; nothing of it stays, and nothing where nobody watches."""
    return Progress(*COLUMNS, console=office.console, transient=True, disable=not office.console.is_terminal)
