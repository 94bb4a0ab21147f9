"""`thidua khoi list` and `thidua khoi add NAME`: the khối of the installation."""

import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.commands.office import MISUSED, REFUSED, Office, open_office
from bot.commands.which import make_khoi
from campaign.people import Khoi
from campaign.roster.directory import Headcount
from campaign.search import search_key, tidy
from handlers.kit import say
from storage.sql import Conflict

khoi = typer.Typer(help="The khoi of this installation.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="Name of the khoi, as people call it.")]


@khoi.command("list")
def list_them() -> None:
    """Every khối with its units and people, and how many have joined."""
    office = open_office()
    counts = office.run(_counts(office))
    if not counts:
        office.tell(say("cli.no_khoi"))
        return
    table = Table()
    table.add_column(office.words(say("cli.khoi")))
    for title in (say("cli.units"), say("cli.people"), say("cli.joined")):
        table.add_column(office.words(title), justify="right")
    for each, count in counts:
        table.add_row(each.name, str(count.units), str(count.people), str(count.joined))
    Console(file=sys.stdout).print(table)


@khoi.command("add")
def add(name: Name) -> None:
    """A further khối, empty until its roster is imported."""
    office = open_office()
    if not search_key(name):
        office.stop(say("cli.khoi_needs_name"), MISUSED)
    office.run(_add(office, tidy(name)))
    office.tell(say("cli.khoi_made", name=tidy(name)))


async def _add(office: Office, name: str) -> None:
    async with office.database() as database, database.unit() as unit:
        try:
            await make_khoi(office, unit, name)
        except Conflict:
            office.stop(say("cli.khoi_exists", name=name), REFUSED)
        await unit.commit()


async def _counts(office: Office) -> list[tuple[Khoi, Headcount]]:
    async with office.database() as database, database.reading() as unit:
        return [(each, await unit.directory.headcount(each.id)) for each in await unit.people.all_khoi()]
