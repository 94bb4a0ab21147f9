"""Calendars that people subscribe to: whose, under the hash of the secret in its address."""

from sqlalchemy import BigInteger, Column, ForeignKey, Table, Text

from storage.schema.columns import Micros, metadata

calendar_feed = Table(
    "calendar_feed",
    metadata,
    Column("person_id", BigInteger, ForeignKey("person.id"), primary_key=True),
    Column("secret_hash", Text, nullable=False, unique=True),  # SHA-256; the secret itself is nowhere
    Column("made_at", Micros, nullable=False),
)
