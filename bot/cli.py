"""`thidua …`: one line per command. A command's file is loaded when it is asked for: starting stays quick."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

import typer
from typer.core import TyperGroup

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "run": "bot.commands.run",
        "rehearse": "bot.commands.rehearse",
        "roster": "bot.commands.roster",
        "history": "bot.commands.history",
        "invites": "bot.commands.invites",
        "khoi": "bot.commands.khoi",
        "recount": "bot.commands.recount",
        "backup": "bot.commands.backup",
        "restore": "bot.commands.backup",
        "doctor": "bot.commands.doctor",
        "migrate": "bot.commands.migrate",
    }
)
"""Where each command stands: a function, or a group of its own, under the command's name."""


class Commands(TyperGroup):
    """The commands, loaded one by one."""

    def list_commands(self, ctx: Any) -> list[str]:
        """In the order of the list above."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name, if there is one."""
        if cmd_name not in COMMANDS:
            return None
        made = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        if not isinstance(made, typer.Typer):
            alone = typer.Typer(add_completion=False)
            alone.command(cmd_name)(made)
            made = alone
        command = typer.main.get_command(made)
        command.name = cmd_name
        return command


app = typer.Typer(
    name="thidua", cls=Commands, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)


@app.callback()
def thidua() -> None:
    """A chat assistant for the yearly emulation and commendation campaign."""
