"""The schema of the first release, as it was then: whatever changes later is a migration of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conversation",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("khoi_id", sa.BigInteger(), nullable=True),
        sa.Column("flow", sa.Text(), server_default="", nullable=False),
        sa.Column("flow_version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("state_kind", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("shown", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_by", sa.BigInteger(), nullable=True),
        sa.Column("revision", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("channel", "account", name=op.f("pk_conversation")),
    )
    op.create_table(
        "inbox",
        sa.Column(
            "seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_by", sa.BigInteger(), nullable=True),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_inbox")),
        sa.UniqueConstraint("channel", "key", name=op.f("uq_inbox_channel_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inbox_done_at", "inbox", ["done_at"], unique=False)

    op.create_table(
        "installation",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_installation")),
    )
    op.create_table(
        "khoi",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_khoi")),
        sa.UniqueConstraint("search", name=op.f("uq_khoi_search")),
    )
    op.create_table(
        "lease",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("holder", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    op.create_table(
        "notice_file",
        sa.Column("notice_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("notice_id", "position", name=op.f("pk_notice_file")),
    )
    op.create_table(
        "outbox",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_by", sa.BigInteger(), nullable=True),
        sa.Column("edits", sa.Text(), nullable=True),
        sa.Column("tap", sa.Text(), nullable=True),
        sa.Column("notice_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), server_default="due", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("message_ref", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index(
        "ix_outbox_message",
        "outbox",
        ["account", "message_ref"],
        unique=False,
        sqlite_where=sa.text("notice_id IS NOT NULL"),
        postgresql_where=sa.text("notice_id IS NOT NULL"),
    )
    op.create_index("ix_outbox_notice_id", "outbox", ["notice_id", "person_id"], unique=False)
    op.create_index(
        "ix_outbox_state", "outbox", ["state", "channel", "priority", "due_at", "id"], unique=False
    )

    op.create_table(
        "pace",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_pace")),
    )
    op.create_table(
        "person",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), server_default="vi", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("merged_into", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["merged_into"], ["person.id"], name=op.f("fk_person_merged_into")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_table(
        "web_device",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_web_device")),
    )
    op.create_table(
        "wrong_try",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wrong_try")),
    )
    op.create_index("ix_wrong_try_at", "wrong_try", ["at"], unique=False)

    op.create_table(
        "account",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.Column("unreachable_at", sa.BigInteger(), nullable=True),
        sa.Column("commands", sa.Text(), server_default="", nullable=False),
        sa.Column("commands_due_at", sa.BigInteger(), nullable=True),
        sa.Column("commands_tries", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_account_person_id")),
        sa.PrimaryKeyConstraint("channel", "account", name=op.f("pk_account")),
        sa.UniqueConstraint("id", name=op.f("uq_account_id")),
    )
    op.create_index("ix_account_commands_due_at", "account", ["commands_due_at"], unique=False)
    op.create_index("ix_account_person_id", "account", ["person_id"], unique=False)

    op.create_table(
        "calendar_feed",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("secret_hash", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_calendar_feed_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_calendar_feed_secret_hash")),
    )
    op.create_table(
        "notice",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("khoi_id", sa.BigInteger(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("by_member", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["khoi_id"], ["khoi.id"], name=op.f("fk_notice_khoi_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index("ix_notice_khoi_id", "notice", ["khoi_id"], unique=False)

    op.create_table(
        "nudge",
        sa.Column("khoi_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["khoi_id"], ["khoi.id"], name=op.f("fk_nudge_khoi_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_nudge_person_id")),
        sa.PrimaryKeyConstraint("khoi_id", "person_id", "item", "day", name=op.f("pk_nudge")),
    )
    op.create_table(
        "paper",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("khoi_id", sa.BigInteger(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), server_default="", nullable=False),
        sa.Column("issued_on", sa.Text(), nullable=True),
        sa.Column("file_name", sa.Text(), server_default="", nullable=False),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("media_type", sa.Text(), server_default="", nullable=False),
        sa.Column("size", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("added_by", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["khoi_id"], ["khoi.id"], name=op.f("fk_paper_khoi_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
    )
    op.create_index("ix_paper_campaign_id", "paper", ["campaign_id"], unique=False)

    op.create_table(
        "snooze",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=False),
        sa.Column("set_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_snooze_person_id")),
        sa.PrimaryKeyConstraint("person_id", "item", "revision", name=op.f("pk_snooze")),
    )
    op.create_table(
        "unit",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("khoi_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("aliases", sa.Text(), server_default="[]", nullable=False),
        sa.Column("position", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("left_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["khoi_id"], ["khoi.id"], name=op.f("fk_unit_khoi_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("khoi_id", "name", name=op.f("uq_unit_khoi_id_name")),
    )
    op.create_table(
        "web_counter",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("event", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["web_device.account"], name=op.f("fk_web_counter_account")),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_web_counter")),
    )
    op.create_table(
        "web_message",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("event", sa.BigInteger(), nullable=False),
        sa.Column("mine", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["web_device.account"], name=op.f("fk_web_message_account")),
        sa.PrimaryKeyConstraint("account", "ref", name=op.f("pk_web_message")),
        sa.UniqueConstraint("account", "event", name=op.f("uq_web_message_account_event")),
    )
    op.create_index("ix_web_message_at", "web_message", ["at"], unique=False)
    op.create_index("ix_web_message_place", "web_message", ["account", "place"], unique=False)

    op.create_table(
        "web_push",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("p256dh", sa.Text(), nullable=False),
        sa.Column("auth", sa.Text(), nullable=False),
        sa.Column("server_key", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["web_device.account"], name=op.f("fk_web_push_account")),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_web_push")),
        sa.UniqueConstraint("endpoint", name=op.f("uq_web_push_endpoint")),
    )
    op.create_table(
        "web_session",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("replaces", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["account"], ["web_device.account"], name=op.f("fk_web_session_account")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_web_session")),
    )
    op.create_index("ix_web_session_account", "web_session", ["account"], unique=False)

    op.create_table(
        "delivery",
        sa.Column("notice_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("read_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_delivery_notice_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_delivery_person_id")),
        sa.PrimaryKeyConstraint("notice_id", "person_id", name=op.f("pk_delivery")),
    )
    op.create_table(
        "member",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("khoi_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), server_default="", nullable=False),
        sa.Column("roles", sa.Text(), server_default="", nullable=False),
        sa.Column("gender", sa.Text(), nullable=True),
        sa.Column("honorific", sa.Text(), server_default="", nullable=False),
        sa.Column("room", sa.Text(), server_default="", nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=True),
        sa.Column("left_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["khoi_id"], ["khoi.id"], name=op.f("fk_member_khoi_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_member_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_member_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("khoi_id", "code", name=op.f("uq_member_khoi_id_code")),
    )
    op.create_index("ix_member_person_id", "member", ["person_id"], unique=False)
    op.create_index("ix_member_unit_id", "member", ["unit_id"], unique=False)
    op.create_index(
        "uq_member_active",
        "member",
        ["khoi_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("left_at IS NULL"),
        postgresql_where=sa.text("left_at IS NULL"),
    )

    op.create_table(
        "office",
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_office_unit_id")),
        sa.PrimaryKeyConstraint("campaign_id", "unit_id", "office", name=op.f("pk_office")),
    )
    op.create_index(
        "uq_office_chair",
        "office",
        ["campaign_id"],
        unique=True,
        sqlite_where=sa.text("office = 'chair'"),
        postgresql_where=sa.text("office = 'chair'"),
    )

    op.create_table(
        "progress",
        sa.Column("notice_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("letter_id", sa.BigInteger(), nullable=False),
        sa.Column("frame", sa.LargeBinary(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("is_done", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_progress_notice_id")),
        sa.PrimaryKeyConstraint("notice_id", name=op.f("pk_progress")),
    )
    op.create_index("ix_progress_is_done", "progress", ["is_done"], unique=False)

    op.create_table(
        "reminder",
        sa.Column("khoi_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("notice_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name=op.f("ck_reminder_sent")),
        sa.CheckConstraint("state IN ('due', 'sent', 'dropped', 'snoozed')", name=op.f("ck_reminder_state")),
        sa.ForeignKeyConstraint(["khoi_id"], ["khoi.id"], name=op.f("fk_reminder_khoi_id")),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_reminder_notice_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reminder_person_id")),
        sa.PrimaryKeyConstraint("person_id", "item", "revision", "step", name=op.f("pk_reminder")),
    )
    op.create_index("ix_reminder_khoi_id", "reminder", ["khoi_id", "due_at"], unique=False)
    op.create_index("ix_reminder_notice_id", "reminder", ["notice_id"], unique=False)

    op.create_table(
        "body",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("khoi_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("chair_unit_id", sa.BigInteger(), nullable=True),
        sa.Column("chair_member_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "chair_unit_id IS NULL OR chair_member_id IS NULL", name=op.f("ck_body_one_chair")
        ),
        sa.ForeignKeyConstraint(["chair_member_id"], ["member.id"], name=op.f("fk_body_chair_member_id")),
        sa.ForeignKeyConstraint(["chair_unit_id"], ["unit.id"], name=op.f("fk_body_chair_unit_id")),
        sa.ForeignKeyConstraint(["khoi_id"], ["khoi.id"], name=op.f("fk_body_khoi_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body")),
    )
    op.create_index("ix_body_khoi_id", "body", ["khoi_id", "year"], unique=False)

    op.create_table(
        "campaign",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("khoi_id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("theme", sa.Text(), server_default="", nullable=False),
        sa.Column("tasks", sa.Text(), server_default="[]", nullable=False),
        sa.Column("movements", sa.Text(), server_default="[]", nullable=False),
        sa.Column("plan_id", sa.BigInteger(), nullable=True),
        sa.Column("answered", sa.Text(), server_default="", nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("launcher", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("launched_at", sa.BigInteger(), nullable=True),
        sa.Column("launched_by", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_by", sa.BigInteger(), nullable=True),
        sa.Column("rules_on", sa.Text(), nullable=False),
        sa.Column("year_under_review", sa.Text(), nullable=True),
        sa.Column("confirmed_by", sa.BigInteger(), nullable=True),
        sa.Column("confirmed_name", sa.Text(), nullable=True),
        sa.Column("confirmed_on", sa.Text(), nullable=True),
        sa.Column("confirmed_version", sa.Text(), nullable=True),
        sa.CheckConstraint("(stage = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_campaign_closed")),
        sa.CheckConstraint("(stage = 'draft') = (launched_at IS NULL)", name=op.f("ck_campaign_launched")),
        sa.ForeignKeyConstraint(["closed_by"], ["member.id"], name=op.f("fk_campaign_closed_by")),
        sa.ForeignKeyConstraint(["confirmed_by"], ["member.id"], name=op.f("fk_campaign_confirmed_by")),
        sa.ForeignKeyConstraint(["created_by"], ["member.id"], name=op.f("fk_campaign_created_by")),
        sa.ForeignKeyConstraint(["khoi_id"], ["khoi.id"], name=op.f("fk_campaign_khoi_id")),
        sa.ForeignKeyConstraint(["launched_by"], ["member.id"], name=op.f("fk_campaign_launched_by")),
        sa.ForeignKeyConstraint(["plan_id"], ["paper.id"], name=op.f("fk_campaign_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("khoi_id", "year", name=op.f("uq_campaign_khoi_id_year")),
    )
    op.create_table(
        "event",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("khoi_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by_member", sa.BigInteger(), nullable=True),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("subject", sa.BigInteger(), nullable=True),
        sa.Column("details", sa.Text(), server_default="{}", nullable=False),
        sa.ForeignKeyConstraint(["by_member"], ["member.id"], name=op.f("fk_event_by_member")),
        sa.ForeignKeyConstraint(["khoi_id"], ["khoi.id"], name=op.f("fk_event_khoi_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index("ix_event_khoi_id", "event", ["khoi_id", "at"], unique=False)

    op.create_table(
        "invite",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("khoi_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("issued_by", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.Column("used_by", sa.BigInteger(), nullable=True),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["issued_by"], ["member.id"], name=op.f("fk_invite_issued_by")),
        sa.ForeignKeyConstraint(["khoi_id"], ["khoi.id"], name=op.f("fk_invite_khoi_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_invite_member_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invite_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invite")),
        sa.UniqueConstraint("hash", name=op.f("uq_invite_hash")),
    )
    op.create_index("ix_invite_member_id", "invite", ["member_id"], unique=False)
    op.create_index("ix_invite_person_id", "invite", ["person_id"], unique=False)

    op.create_table(
        "letter",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("khoi_id", sa.BigInteger(), nullable=False),
        sa.Column("by_member", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=True),
        sa.Column("audience_of", sa.Text(), nullable=True),
        sa.Column("files", sa.Text(), server_default="[]", nullable=False),
        sa.Column("saved_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["by_member"], ["member.id"], name=op.f("fk_letter_by_member")),
        sa.ForeignKeyConstraint(["khoi_id"], ["khoi.id"], name=op.f("fk_letter_khoi_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("by_member", name=op.f("uq_letter_by_member")),
    )
    op.create_table(
        "question",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("khoi_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("waiting_since", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["khoi_id"], ["khoi.id"], name=op.f("fk_question_khoi_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_question_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    op.create_index("ix_question_khoi_id", "question", ["khoi_id", "waiting_since"], unique=False)
    op.create_index("ix_question_member_id", "question", ["member_id"], unique=False)

    op.create_table(
        "record",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("khoi_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), server_default="", nullable=False),
        sa.Column("file_name", sa.Text(), server_default="", nullable=False),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("media_type", sa.Text(), server_default="", nullable=False),
        sa.Column("size", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("added_by", sa.BigInteger(), nullable=True),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_by", sa.BigInteger(), nullable=True),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_by", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "(confirmed_by IS NULL) = (confirmed_at IS NULL)", name=op.f("ck_record_confirmed")
        ),
        sa.ForeignKeyConstraint(["added_by"], ["member.id"], name=op.f("fk_record_added_by")),
        sa.ForeignKeyConstraint(["confirmed_by"], ["member.id"], name=op.f("fk_record_confirmed_by")),
        sa.ForeignKeyConstraint(["ended_by"], ["member.id"], name=op.f("fk_record_ended_by")),
        sa.ForeignKeyConstraint(["khoi_id"], ["khoi.id"], name=op.f("fk_record_khoi_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_record_member_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_record_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
    )
    op.create_index("ix_record_member_id", "record", ["member_id"], unique=False)
    op.create_index("ix_record_unit_id", "record", ["unit_id"], unique=False)

    op.create_table(
        "registration",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("khoi_id", sa.BigInteger(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("filed_at", sa.BigInteger(), nullable=True),
        sa.Column("filed_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["khoi_id"], ["khoi.id"], name=op.f("fk_registration_khoi_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_registration_member_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_registration_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
    )
    op.create_index("ix_registration_campaign", "registration", ["campaign_id", "unit_id"], unique=False)
    op.create_index("ix_registration_member", "registration", ["member_id"], unique=False)

    op.create_table(
        "roster_upload",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("khoi_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("applied_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["khoi_id"], ["khoi.id"], name=op.f("fk_roster_upload_khoi_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_roster_upload_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_upload")),
    )
    op.create_table(
        "ballot",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("writes", sa.Integer(), server_default="0", nullable=False),
        sa.Column("khoi_id", sa.BigInteger(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("body_name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("award", sa.Text(), server_default="", nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("secrecy", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("tellers", sa.Text(), nullable=False),
        sa.Column("recusals", sa.Text(), nullable=False),
        sa.Column("closes_at", sa.BigInteger(), nullable=True),
        sa.Column("end_told_at", sa.BigInteger(), nullable=True),
        sa.Column("cut_off_seq", sa.BigInteger(), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("follows", sa.BigInteger(), nullable=True),
        sa.Column("counted_at", sa.BigInteger(), nullable=True),
        sa.Column("trouble", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(cut_off_seq IS NULL) = (state IN ('draft', 'prepared', 'open')) OR state = 'annulled'",
            name=op.f("ck_ballot_cut_off"),
        ),
        sa.CheckConstraint("act <> 'hands' OR secrecy = 'open'", name=op.f("ck_ballot_open_hands")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_ballot_body_id")),
        sa.ForeignKeyConstraint(["follows"], ["ballot.id"], name=op.f("fk_ballot_follows")),
        sa.ForeignKeyConstraint(["khoi_id"], ["khoi.id"], name=op.f("fk_ballot_khoi_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
    )
    op.create_index("ix_ballot_khoi_id", "ballot", ["khoi_id", "state"], unique=False)
    op.create_index("uq_ballot_follows", "ballot", ["follows", "round", "attempt"], unique=True)

    op.create_table(
        "body_member",
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_body_member_body_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_body_member_member_id")),
        sa.PrimaryKeyConstraint("body_id", "member_id", name=op.f("pk_body_member")),
    )
    op.create_table(
        "body_unit",
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_body_unit_body_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_body_unit_unit_id")),
        sa.PrimaryKeyConstraint("body_id", "unit_id", name=op.f("pk_body_unit")),
    )
    op.create_table(
        "consultation",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("khoi_id", sa.BigInteger(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("by_member", sa.BigInteger(), nullable=False),
        sa.Column("file", sa.Text(), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("closed_at IS NULL OR sent_at IS NOT NULL", name=op.f("ck_consultation_closed")),
        sa.CheckConstraint("sent_at IS NULL OR due_at IS NOT NULL", name=op.f("ck_consultation_due")),
        sa.ForeignKeyConstraint(["by_member"], ["member.id"], name=op.f("fk_consultation_by_member")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_consultation_campaign_id")),
        sa.ForeignKeyConstraint(["khoi_id"], ["khoi.id"], name=op.f("fk_consultation_khoi_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
    )
    op.create_index("ix_consultation_khoi_id", "consultation", ["khoi_id", "campaign_id"], unique=False)

    op.create_table(
        "deadline",
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("set_by", sa.BigInteger(), nullable=False),
        sa.Column("set_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_deadline_campaign_id")),
        sa.PrimaryKeyConstraint("campaign_id", "matter", "revision", name=op.f("pk_deadline")),
    )
    op.create_table(
        "extension",
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("grantee", sa.Text(), nullable=False),
        sa.Column("grantee_id", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("granted_by", sa.BigInteger(), nullable=False),
        sa.Column("granted_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_extension_campaign_id")),
        sa.PrimaryKeyConstraint(
            "campaign_id", "matter", "grantee", "grantee_id", "until", name=op.f("pk_extension")
        ),
    )
    op.create_table(
        "meeting",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("writes", sa.Integer(), server_default="0", nullable=False),
        sa.Column("khoi_id", sa.BigInteger(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("start_at", sa.BigInteger(), nullable=False),
        sa.Column("end_at", sa.BigInteger(), nullable=False),
        sa.Column("venues", sa.Text(), nullable=False),
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.Column("guests", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("issued_on", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=False),
        sa.Column("by_member", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("status IN ('draft', 'called', 'cancelled')", name=op.f("ck_meeting_status")),
        sa.CheckConstraint("(number IS NULL) = (issued_on IS NULL)", name=op.f("ck_meeting_issued")),
        sa.CheckConstraint("end_at > start_at", name=op.f("ck_meeting_lasts")),
        sa.ForeignKeyConstraint(["by_member"], ["member.id"], name=op.f("fk_meeting_by_member")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_meeting_campaign_id")),
        sa.ForeignKeyConstraint(["khoi_id"], ["khoi.id"], name=op.f("fk_meeting_khoi_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index("ix_meeting_khoi_id", "meeting", ["khoi_id", "start_at"], unique=False)

    op.create_table(
        "question_line",
        sa.Column("question_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_question_line_member_id")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_question_line_question_id")),
        sa.PrimaryKeyConstraint("question_id", "number", name=op.f("pk_question_line")),
    )
    op.create_table(
        "registration_version",
        sa.Column("registration_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by_member", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_registration_version_registration_id")
        ),
        sa.PrimaryKeyConstraint("registration_id", "version", name=op.f("pk_registration_version")),
    )
    op.create_table(
        "reminder_step",
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("up_to", sa.Integer(), nullable=False),
        sa.Column("set_by", sa.BigInteger(), nullable=False),
        sa.Column("set_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("(days = 0) <> (minutes = 0)", name=op.f("ck_reminder_step_one_length")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_reminder_step_campaign_id")),
        sa.ForeignKeyConstraint(["set_by"], ["member.id"], name=op.f("fk_reminder_step_set_by")),
        sa.PrimaryKeyConstraint("campaign_id", "position", name=op.f("pk_reminder_step")),
    )
    op.create_table(
        "report",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("writes", sa.Integer(), server_default="0", nullable=False),
        sa.Column("khoi_id", sa.BigInteger(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("registration_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sections", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=True),
        sa.Column("filed_at", sa.BigInteger(), nullable=True),
        sa.Column("filed_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["khoi_id"], ["khoi.id"], name=op.f("fk_report_khoi_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_report_member_id")),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_report_registration_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_report_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("registration_id", name=op.f("uq_report_registration_id")),
    )
    op.create_index("ix_report_campaign_id", "report", ["campaign_id", "unit_id"], unique=False)

    op.create_table(
        "review",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("writes", sa.Integer(), server_default="0", nullable=False),
        sa.Column("khoi_id", sa.BigInteger(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("candidates", sa.Text(), nullable=False),
        sa.Column("roll", sa.Text(), nullable=False),
        sa.Column("opened", sa.Text(), server_default="", nullable=False),
        sa.Column("concluded", sa.Text(), server_default="", nullable=False),
        sa.Column("conclusions", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_review_body_id")),
        sa.ForeignKeyConstraint(["khoi_id"], ["khoi.id"], name=op.f("fk_review_khoi_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_index("ix_review_khoi_id", "review", ["khoi_id"], unique=False)

    op.create_table(
        "shown_invite",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("invite_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["invite_id"], ["invite.id"], name=op.f("fk_shown_invite_invite_id")),
        sa.PrimaryKeyConstraint("channel", "account", "invite_id", name=op.f("pk_shown_invite")),
    )
    op.create_table(
        "taking_part",
        sa.Column("khoi_id", sa.BigInteger(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("joined", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("by_member", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("(joined IS NULL) = (people IS NULL)", name=op.f("ck_taking_part_count")),
        sa.CheckConstraint(
            "joined IS NULL OR (joined >= 0 AND joined <= people)", name=op.f("ck_taking_part_at_most_all")
        ),
        sa.ForeignKeyConstraint(["by_member"], ["member.id"], name=op.f("fk_taking_part_by_member")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_taking_part_campaign_id")),
        sa.ForeignKeyConstraint(["khoi_id"], ["khoi.id"], name=op.f("fk_taking_part_khoi_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_taking_part_unit_id")),
        sa.PrimaryKeyConstraint("campaign_id", "unit_id", "version", name=op.f("pk_taking_part")),
    )
    op.create_table(
        "taking_part_name",
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("from_version", sa.Integer(), nullable=False),
        sa.Column("to_version", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_taking_part_name_campaign_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_taking_part_name_member_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_taking_part_name_unit_id")),
        sa.PrimaryKeyConstraint("campaign_id", "member_id", "from_version", name=op.f("pk_taking_part_name")),
    )
    op.create_index("ix_taking_part_name_unit", "taking_part_name", ["campaign_id", "unit_id"], unique=False)

    op.create_table(
        "ballot_candidate",
        sa.Column("ballot_id", sa.BigInteger(), nullable=False),
        sa.Column("candidate_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("award", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), server_default="", nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=True),
        sa.Column("registration_id", sa.BigInteger(), nullable=True),
        sa.Column("added_because", sa.Text(), server_default="", nullable=False),
        sa.Column("gender", sa.Text(), nullable=True),
        sa.Column("women", sa.Integer(), nullable=True),
        sa.Column("women_of", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballot.id"], name=op.f("fk_ballot_candidate_ballot_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_ballot_candidate_member_id")),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_ballot_candidate_registration_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_ballot_candidate_unit_id")),
        sa.PrimaryKeyConstraint("ballot_id", "candidate_id", name=op.f("pk_ballot_candidate")),
        sa.UniqueConstraint("ballot_id", "place", name=op.f("uq_ballot_candidate_ballot_id_place")),
    )
    op.create_table(
        "ballot_count",
        sa.Column("ballot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballot.id"], name=op.f("fk_ballot_count_ballot_id")),
        sa.PrimaryKeyConstraint("ballot_id", name=op.f("pk_ballot_count")),
    )
    op.create_table(
        "ballot_stamp",
        sa.Column("ballot_id", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("by_member", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("replaced_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballot.id"], name=op.f("fk_ballot_stamp_ballot_id")),
        sa.ForeignKeyConstraint(["by_member"], ["member.id"], name=op.f("fk_ballot_stamp_by_member")),
        sa.PrimaryKeyConstraint("ballot_id", "step", name=op.f("pk_ballot_stamp")),
    )
    op.create_table(
        "ballot_voter",
        sa.Column("ballot_id", sa.BigInteger(), nullable=False),
        sa.Column("voter_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("hand_id", sa.BigInteger(), nullable=True),
        sa.Column("hand", sa.Text(), server_default="", nullable=False),
        sa.Column("departed", sa.Text(), server_default="[]", nullable=False),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballot.id"], name=op.f("fk_ballot_voter_ballot_id")),
        sa.ForeignKeyConstraint(["hand_id"], ["member.id"], name=op.f("fk_ballot_voter_hand_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_ballot_voter_unit_id")),
        sa.PrimaryKeyConstraint("ballot_id", "voter_id", name=op.f("pk_ballot_voter")),
        sa.UniqueConstraint("ballot_id", "hand_id", name=op.f("uq_ballot_voter_ballot_id_hand_id")),
    )
    op.create_index("ix_ballot_voter_hand_id", "ballot_voter", ["hand_id"], unique=False)

    op.create_table(
        "consultation_comment",
        sa.Column("consultation_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by_member", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("file", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "standing IN ('written', 'submitted', 'sent')", name=op.f("ck_consultation_comment_standing")
        ),
        sa.ForeignKeyConstraint(["by_member"], ["member.id"], name=op.f("fk_consultation_comment_by_member")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_consultation_comment_consultation_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_consultation_comment_unit_id")),
        sa.PrimaryKeyConstraint("consultation_id", "unit_id", "number", name=op.f("pk_consultation_comment")),
    )
    op.create_table(
        "evidence",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("report_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_evidence_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("report_id", "sha256", name=op.f("uq_evidence_report_id_sha256")),
    )
    op.create_table(
        "meeting_draft",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("khoi_id", sa.BigInteger(), nullable=False),
        sa.Column("by_member", sa.BigInteger(), nullable=False),
        sa.Column("changes_id", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["by_member"], ["member.id"], name=op.f("fk_meeting_draft_by_member")),
        sa.ForeignKeyConstraint(["changes_id"], ["meeting.id"], name=op.f("fk_meeting_draft_changes_id")),
        sa.ForeignKeyConstraint(["khoi_id"], ["khoi.id"], name=op.f("fk_meeting_draft_khoi_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_draft")),
        sa.UniqueConstraint("changes_id", name=op.f("uq_meeting_draft_changes_id")),
    )
    op.create_index("ix_meeting_draft_khoi_id", "meeting_draft", ["khoi_id"], unique=False)

    op.create_table(
        "meeting_file",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_file_meeting_id")),
        sa.PrimaryKeyConstraint("meeting_id", "position", name=op.f("pk_meeting_file")),
        sa.UniqueConstraint("meeting_id", "sha256", name=op.f("uq_meeting_file_meeting_id_sha256")),
    )
    op.create_table(
        "meeting_person",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("part IN ('invitee', 'chair')", name=op.f("ck_meeting_person_part")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_person_meeting_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_meeting_person_member_id")),
        sa.PrimaryKeyConstraint("meeting_id", "part", "member_id", name=op.f("pk_meeting_person")),
    )
    op.create_index("ix_meeting_person_member_id", "meeting_person", ["member_id"], unique=False)

    op.create_table(
        "meeting_presence",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("presence", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by_member", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("presence IN ('t', 'a')", name=op.f("ck_meeting_presence_presence")),
        sa.ForeignKeyConstraint(["by_member"], ["member.id"], name=op.f("fk_meeting_presence_by_member")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_presence_meeting_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_meeting_presence_member_id")),
        sa.PrimaryKeyConstraint("meeting_id", "member_id", name=op.f("pk_meeting_presence")),
    )
    op.create_table(
        "meeting_reply",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Text(), server_default="", nullable=False),
        sa.Column("substitute_id", sa.BigInteger(), nullable=True),
        sa.Column("unit_id", sa.BigInteger(), nullable=True),
        sa.Column("powers", sa.Text(), nullable=True),
        sa.Column("mandate", sa.Text(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by_member", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "answer IN ('attending', 'substituted', 'absent')", name=op.f("ck_meeting_reply_answer")
        ),
        sa.CheckConstraint("(powers IS NULL) = (mandate IS NULL)", name=op.f("ck_meeting_reply_mandate")),
        sa.ForeignKeyConstraint(["by_member"], ["member.id"], name=op.f("fk_meeting_reply_by_member")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_reply_meeting_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_meeting_reply_member_id")),
        sa.ForeignKeyConstraint(
            ["substitute_id"], ["member.id"], name=op.f("fk_meeting_reply_substitute_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_meeting_reply_unit_id")),
        sa.PrimaryKeyConstraint("meeting_id", "member_id", "number", name=op.f("pk_meeting_reply")),
    )
    op.create_index("ix_meeting_reply_substitute_id", "meeting_reply", ["substitute_id"], unique=False)

    op.create_table(
        "opened_opinions",
        sa.Column("ballot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("slips", sa.LargeBinary(), nullable=False),
        sa.Column("by_member", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballot.id"], name=op.f("fk_opened_opinions_ballot_id")),
        sa.ForeignKeyConstraint(["by_member"], ["member.id"], name=op.f("fk_opened_opinions_by_member")),
        sa.PrimaryKeyConstraint("ballot_id", name=op.f("pk_opened_opinions")),
    )
    op.create_table(
        "report_version",
        sa.Column("report_id", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by_member", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("sections", sa.Text(), nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_report_version_report_id")),
        sa.PrimaryKeyConstraint("report_id", "step", name=op.f("pk_report_version")),
    )
    op.create_table(
        "review_remark",
        sa.Column("review_id", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("voter_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["entered_by"], ["member.id"], name=op.f("fk_review_remark_entered_by")),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_review_remark_review_id")),
        sa.PrimaryKeyConstraint("review_id", "step", name=op.f("pk_review_remark")),
    )
    op.create_table(
        "sealed_slip",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("ballot_id", sa.BigInteger(), nullable=False),
        sa.Column("slip", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballot.id"], name=op.f("fk_sealed_slip_ballot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_slip")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sealed_slip_ballot_id", "sealed_slip", ["ballot_id", "id"], unique=False)

    op.create_table(
        "absence",
        sa.Column("ballot_id", sa.BigInteger(), nullable=False),
        sa.Column("voter_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id", "voter_id"],
            ["ballot_voter.ballot_id", "ballot_voter.voter_id"],
            name=op.f("fk_absence_ballot_id_voter_id"),
        ),
        sa.PrimaryKeyConstraint("ballot_id", "voter_id", name=op.f("pk_absence")),
    )
    op.create_table(
        "ballot_presence",
        sa.Column("ballot_id", sa.BigInteger(), nullable=False),
        sa.Column("voter_id", sa.Integer(), nullable=False),
        sa.Column("there", sa.Integer(), nullable=False),
        sa.CheckConstraint("there IN (0, 1)", name=op.f("ck_ballot_presence_there")),
        sa.ForeignKeyConstraint(
            ["ballot_id", "voter_id"],
            ["ballot_voter.ballot_id", "ballot_voter.voter_id"],
            name=op.f("fk_ballot_presence_ballot_id_voter_id"),
        ),
        sa.PrimaryKeyConstraint("ballot_id", "voter_id", name=op.f("pk_ballot_presence")),
    )
    op.create_table(
        "open_vote",
        sa.Column("ballot_id", sa.BigInteger(), nullable=False),
        sa.Column("voter_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.Column("by_member", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("own", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id", "voter_id"],
            ["ballot_voter.ballot_id", "ballot_voter.voter_id"],
            name=op.f("fk_open_vote_ballot_id_voter_id"),
        ),
        sa.ForeignKeyConstraint(["by_member"], ["member.id"], name=op.f("fk_open_vote_by_member")),
        sa.PrimaryKeyConstraint("ballot_id", "voter_id", "step", name=op.f("pk_open_vote")),
    )
    op.create_table(
        "opinion",
        sa.Column("ballot_id", sa.BigInteger(), nullable=False),
        sa.Column("voter_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("by_member", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("scan", sa.Text(), server_default="", nullable=False),
        sa.Column("scan_name", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id", "voter_id"],
            ["ballot_voter.ballot_id", "ballot_voter.voter_id"],
            name=op.f("fk_opinion_ballot_id_voter_id"),
        ),
        sa.ForeignKeyConstraint(["by_member"], ["member.id"], name=op.f("fk_opinion_by_member")),
        sa.PrimaryKeyConstraint("ballot_id", "voter_id", name=op.f("pk_opinion")),
    )
    op.create_table(
        "roll_event",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("ballot_id", sa.BigInteger(), nullable=False),
        sa.Column("voter_id", sa.Integer(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("mandate", sa.Text(), server_default="", nullable=False),
        sa.Column("entered_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ballot_id", "voter_id"],
            ["ballot_voter.ballot_id", "ballot_voter.voter_id"],
            name=op.f("fk_roll_event_ballot_id_voter_id"),
        ),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballot.id"], name=op.f("fk_roll_event_ballot_id")),
        sa.ForeignKeyConstraint(["entered_by"], ["member.id"], name=op.f("fk_roll_event_entered_by")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_roll_event_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roll_event")),
    )
    op.create_index("ix_roll_event_ballot_id", "roll_event", ["ballot_id", "at"], unique=False)

    op.create_table(
        "turnout",
        sa.Column("ballot_id", sa.BigInteger(), nullable=False),
        sa.Column("voter_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id", "voter_id"],
            ["ballot_voter.ballot_id", "ballot_voter.voter_id"],
            name=op.f("fk_turnout_ballot_id_voter_id"),
        ),
        sa.PrimaryKeyConstraint("ballot_id", "voter_id", name=op.f("pk_turnout")),
        sqlite_with_rowid=False,
    )

    # What cannot be read back from SQLite, and so is not found by comparing.
    op.create_index(
        "uq_registration_subject",
        "registration",
        ["campaign_id", "title", "unit_id", sa.text("coalesce(member_id, 0)")],
        unique=True,
    )
    op.create_index(
        "uq_record_subject",
        "record",
        ["unit_id", sa.text("coalesce(member_id, 0)"), "digest"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.create_index(
            "ix_inbox_waiting",
            "inbox",
            ["channel", "account", "seq"],
            postgresql_where=sa.text("done_at IS NULL"),
        )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


TABLES = (
    "conversation",
    "inbox",
    "installation",
    "khoi",
    "lease",
    "notice_file",
    "outbox",
    "pace",
    "person",
    "web_device",
    "wrong_try",
    "account",
    "calendar_feed",
    "notice",
    "nudge",
    "paper",
    "snooze",
    "unit",
    "web_counter",
    "web_message",
    "web_push",
    "web_session",
    "delivery",
    "member",
    "office",
    "progress",
    "reminder",
    "body",
    "campaign",
    "event",
    "invite",
    "letter",
    "question",
    "record",
    "registration",
    "roster_upload",
    "ballot",
    "body_member",
    "body_unit",
    "consultation",
    "deadline",
    "extension",
    "meeting",
    "question_line",
    "registration_version",
    "reminder_step",
    "report",
    "review",
    "shown_invite",
    "taking_part",
    "taking_part_name",
    "ballot_candidate",
    "ballot_count",
    "ballot_stamp",
    "ballot_voter",
    "consultation_comment",
    "evidence",
    "meeting_draft",
    "meeting_file",
    "meeting_person",
    "meeting_presence",
    "meeting_reply",
    "opened_opinions",
    "report_version",
    "review_remark",
    "sealed_slip",
    "absence",
    "ballot_presence",
    "open_vote",
    "opinion",
    "roll_event",
    "turnout",
)
