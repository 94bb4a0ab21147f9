"""`thidua …`: one line per command."""

import typer

from bot.commands.rehearse import rehearse
from bot.commands.run import run

app = typer.Typer(name="thidua", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.command()(run)
app.command()(rehearse)
