"""What a turn is given: the entry with its files, and what stays the same from turn to turn."""

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.book import Book
from bot.clock import Clock
from bot.files import Files
from bot.texts import Texts
from campaign.catalogue.model import Catalogue
from campaign.reminders.manners import Manners
from handlers.kit import Lost, Received
from handlers.ports import Papers
from storage.turns import Entry
from storage.unit import Database


@dataclass(frozen=True, slots=True)
class Ready:
    """An entry whose files have been downloaded."""

    entry: Entry
    files: tuple[Received | Lost, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What stays the same from turn to turn."""

    book: Book
    texts: Texts
    clock: Clock
    files: Files
    papers: Papers
    fresh_id: Callable[[], int]
    database: Database
    zone: ZoneInfo
    manners: Manners
    catalogue: Catalogue
