"""The web page: the devices it is open on, their sessions, what was said to them, where their pushes go."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from storage.schema.columns import Micros, metadata

web_device = Table(
    "web_device",
    metadata,
    Column("account", Text, primary_key=True),
    Column("label", Text, nullable=False, server_default=""),  # “Chrome, Android”
    Column("created_at", Micros, nullable=False),
    Column("seen_at", Micros, nullable=False),
)

web_session = Table(
    "web_session",
    metadata,
    Column("token_hash", Text, primary_key=True),  # SHA-256 of the cookie; the cookie itself is nowhere
    Column("account", Text, ForeignKey("web_device.account"), nullable=False),
    Column("made_at", Micros, nullable=False),
    Column("replaces", Text),  # the token before it, good until this one is first used
    Index("ix_web_session_account", "account"),
)

web_message = Table(
    "web_message",
    metadata,
    Column("account", Text, ForeignKey("web_device.account"), nullable=False),
    Column("ref", Text, nullable=False),
    Column("person_id", BigInteger),  # whom it was for or by whom; none: nobody had joined with this device
    Column("place", BigInteger, nullable=False),  # where it stands on the page; an edit keeps it
    Column(
        "event", BigInteger, nullable=False
    ),  # the newest change; a page that was away asks for what came after
    Column("mine", Integer, nullable=False),  # 1: said by the person
    Column("body", Text, nullable=False),  # JSON
    Column("at", Micros, nullable=False),
    PrimaryKeyConstraint("account", "ref"),
    UniqueConstraint("account", "event"),
    Index("ix_web_message_place", "account", "place"),
    Index("ix_web_message_at", "at"),  # for forgetting
)

web_push = Table(
    "web_push",
    metadata,
    Column("account", Text, ForeignKey("web_device.account"), primary_key=True),
    Column(
        "endpoint", Text, nullable=False, unique=True
    ),  # the browser's address at its push service, a secret
    Column("p256dh", Text, nullable=False),  # the browser's public key: what is pushed is encrypted to it
    Column("auth", Text, nullable=False),
    Column(
        "server_key", Text, nullable=False
    ),  # our public key it was made for; with another one it is worth nothing
    Column("made_at", Micros, nullable=False),
)

web_counter = Table(
    "web_counter",
    metadata,
    Column("account", Text, ForeignKey("web_device.account"), primary_key=True),
    Column("event", BigInteger, nullable=False),
)
