"""What makes a turn safe: the inbox, where each conversation stands, the outbox and the ledger of notices."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.schema.columns import ON_SERVER, Id, Micros, identity, metadata, reference

inbox = Table(
    "inbox",
    metadata,
    Column("seq", Id, primary_key=True, autoincrement=True),
    Column("channel", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # wiped when done
    Column("sealed_by", BigInteger),  # the ballot to whose key the payload is sealed
    Column("received_at", Micros, nullable=False),
    Column("done_at", Micros),
    UniqueConstraint("channel", "key"),
    Index("ix_inbox_done_at", "done_at"),
    sqlite_autoincrement=True,
)

# Whoever shares the table with others finds the next person by it; one who is alone with a file has them in memory.
Index(
    "ix_inbox_waiting",
    inbox.c.channel,
    inbox.c.account,
    inbox.c.seq,
    postgresql_where=inbox.c.done_at.is_(None),
    info=ON_SERVER,
).ddl_if(dialect="postgresql")

conversation = Table(
    "conversation",
    metadata,
    Column("channel", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("khoi_id", BigInteger),
    Column("flow", Text, nullable=False, server_default=""),
    Column("flow_version", Integer, nullable=False, server_default="0"),
    Column("state_kind", Text, nullable=False, server_default=""),
    Column("state", LargeBinary, nullable=False),
    Column("shown", LargeBinary, nullable=False),  # the buttons last shown, to be chosen by number or words
    Column("sealed_by", BigInteger),
    Column("revision", BigInteger, nullable=False, server_default="0"),
    PrimaryKeyConstraint("channel", "account"),
)

notice = Table(
    "notice",
    metadata,
    identity(),
    reference("khoi_id", "khoi.id"),
    Column("campaign_id", BigInteger),
    Column("kind", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("by_member", BigInteger),
    Column("created_at", Micros, nullable=False),
    Index("ix_notice_khoi_id", "khoi_id"),
)

delivery = Table(
    "delivery",
    metadata,
    Column("notice_id", BigInteger, ForeignKey("notice.id"), nullable=False),
    Column("person_id", BigInteger, ForeignKey("person.id"), nullable=False),
    Column("state", Text, nullable=False),  # not_joined | queued | sent | failed | unreachable
    Column("read_at", Micros),
    PrimaryKeyConstraint("notice_id", "person_id"),
)

progress = Table(
    "progress",
    metadata,
    Column("notice_id", BigInteger, ForeignKey("notice.id"), primary_key=True, autoincrement=False),
    Column("letter_id", BigInteger, nullable=False),  # the letter that last told how far it is
    Column("frame", LargeBinary, nullable=False),  # what is being sent, and the buttons under the last state
    Column("shown", Text, nullable=False),  # the counts last told
    Column("is_done", Integer, nullable=False, server_default="0"),
    Index("ix_progress_is_done", "is_done"),
)

outbox = Table(
    "outbox",
    metadata,
    identity(),
    Column("channel", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("person_id", BigInteger),
    Column("priority", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),  # key and values, not the sentence; wiped when sent
    Column("sealed_by", BigInteger),
    Column("edits", Text),
    Column("tap", Text),
    Column("notice_id", BigInteger),
    Column("created_at", Micros, nullable=False),
    Column("due_at", Micros, nullable=False),
    Column(
        "state", Text, nullable=False, server_default="due"
    ),  # due | sent | failed | unreachable | dropped
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("message_ref", Text),
    Column("error", Text),
    # What is to be sent next is the beginning of it, however much else waits.
    Index("ix_outbox_state", "state", "channel", "priority", "due_at", "id"),
    Index("ix_outbox_notice_id", "notice_id", "person_id"),
    Index(  # from a button under a notice back to the notice
        "ix_outbox_message",
        "account",
        "message_ref",
        sqlite_where=text("notice_id IS NOT NULL"),
        postgresql_where=text("notice_id IS NOT NULL"),
    ),
)

pace = Table(
    "pace",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("next_at", Micros, nullable=False),  # when the next message may leave, by the server's own clock
)
