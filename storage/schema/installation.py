"""What an installation says about itself: for instance that it is a rehearsal and may never become a real one."""

from sqlalchemy import Column, Table, Text

from storage.schema.columns import metadata

installation = Table(
    "installation",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
