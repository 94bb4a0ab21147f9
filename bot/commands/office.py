"""What a command needs before it can begin: settings, words, the database. Answers on paper go to standard output,
everything said to the operator to standard error.
"""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn, TypeVar

import typer
from rich.console import Console

from bot import config
from bot.clock import Clock, RealClock, fresh_id
from bot.config import Settings
from bot.nature import belongs_to_another, myself
from bot.texts import Texts
from campaign.people import Language
from handlers.kit import Say, say
from storage.opening import at_this_version
from storage.sealing import Seals
from storage.sql import Conflict, TooNew, Unavailable
from storage.unit import Database

T = TypeVar("T")

REFUSED = 1
"""Exit code: understood, and not done, with a reason."""
MISUSED = 2
"""Exit code: a setting or an argument is wrong."""


@dataclass(frozen=True, slots=True)
class Office:
    """One command's view of the installation."""

    settings: Settings
    texts: Texts
    clock: Clock
    console: Console

    @property
    def now(self) -> datetime:
        """The present moment."""
        return self.clock.now()

    def words(self, said: Say) -> str:
        """A sentence in the words of the operator."""
        return self.texts.render(said, Language.VI, self.now)

    def tell(self, said: Say, style: str | None = None) -> None:
        """Says something to the operator."""
        self.console.print(self.words(said), style=style, markup=False, highlight=False, soft_wrap=True)

    def stop(self, why: Say, code: int) -> NoReturn:
        """Says why nothing more is done, and ends."""
        self.tell(why, "red")
        raise typer.Exit(code)

    def refuse_root(self) -> None:
        """Ends the command before root makes files that the assistant's own user could not write."""
        owner = belongs_to_another(self.settings.folder, myself())
        if owner is not None:
            self.stop(say("cli.not_as_root", user=owner, where=str(self.settings.folder)), MISUSED)

    def run(self, work: Coroutine[object, object, T]) -> T:
        """Does the work; a database that cannot take it now ends the command with one sentence."""
        try:
            return asyncio.run(work)
        except TooNew:
            self.stop(say("run.too_new"), REFUSED)
        except Conflict:
            self.stop(say("cli.busy"), REFUSED)
        except (Unavailable, OSError) as error:
            self.stop(say("cli.no_database", why=said_of(error)), REFUSED)

    @asynccontextmanager
    async def database(self) -> AsyncIterator[Database]:
        """The database at this version's schema. A running assistant may use it at the same time."""
        self.refuse_root()
        async with at_this_version(
            self.settings.database, fresh_id, Seals(self.settings.key_dir)
        ) as database:
            yield database


def said_of(error: Exception) -> str:
    """What went wrong, for a sentence: of a file its name and what the system says, without the number."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)


def open_office() -> Office:
    """The office of this process; a wrong setting ends it with its one sentence."""
    console = Console(stderr=True)
    try:
        settings = config.load()
    except config.WrongSetting as wrong:
        console.print(str(wrong), style="red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(MISUSED) from None
    return Office(settings, Texts(settings.zone), RealClock(), console)
