"""`thidua …`: one line per command."""

import typer

from bot.commands.backup import backup, restore
from bot.commands.doctor import doctor
from bot.commands.invites import invites
from bot.commands.khoi import khoi
from bot.commands.rehearse import rehearse
from bot.commands.roster import roster
from bot.commands.run import run

app = typer.Typer(name="thidua", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.command()(run)
app.command()(rehearse)
app.add_typer(roster, name="roster")
app.command()(invites)
app.add_typer(khoi, name="khoi")
app.command()(backup)
app.command()(restore)
app.command()(doctor)
