"""What every part of an installation stands on: its place, its database, its clock, its channels, its flows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.book import Book
from bot.channel import Channel
from bot.clock import Clock
from bot.files import Files
from bot.rotation import Rotation
from bot.tables import Tables
from bot.texts import Texts
from handlers.kit import Flow
from storage.unit import Database


@dataclass(frozen=True, slots=True)
class Place:
    """Where an installation keeps its things, and the address of its web page (empty: it has none).

    `database` is a SQLite file or the address of a PostgreSQL database; without `backups` none are made.
    """

    database: Path | str
    files: Path
    keys: Path
    address: str = ""
    backups: Rotation | None = None


Channels = Sequence[Channel] | Callable[[Database, Files], Sequence[Channel]]
"""The channels of an installation; those that keep rows or files of their own are made once the database is open."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What every part stands on."""

    place: Place
    database: Database
    clock: Clock
    zone: ZoneInfo
    channels: Mapping[str, Channel]
    book: Book
    texts: Texts
    files: Files
    tables: Tables
    new_id: Callable[[], int]

    @classmethod
    def of(
        cls,
        place: Place,
        database: Database,
        clock: Clock,
        zone: ZoneInfo,
        channels: Channels,
        flows: tuple[Flow, ...],
        new_id: Callable[[], int],
    ) -> "Ground":
        """The channels made, the flows indexed."""
        files = Files(place.files)
        made = channels(database, files) if callable(channels) else channels
        named = {channel.name: channel for channel in made}
        return cls(
            place, database, clock, zone, named, Book.of(flows), Texts(zone), files, Tables(files), new_id
        )
