"""A khối on paper: dialogues over the real engine and a real SQLite file, asserted by keys and values."""

from tests.talk.phone import Phone, Shown
from tests.talk.room import Room

__all__ = ["Phone", "Room", "Shown"]
