"""The tables, one file per subject. Alembic reads them to make migrations; at run time nothing else uses SQLAlchemy."""

from storage.schema import (
    ballots,
    bodies,
    campaigns,
    events,
    history,
    installation,
    invites,
    meetings,
    notices,
    people,
    questions,
    registrations,
    reminders,
    reports,
    taking_part,
    turns,
    web,
)
from storage.schema.columns import metadata

__all__ = [
    "ballots",
    "bodies",
    "campaigns",
    "events",
    "history",
    "installation",
    "invites",
    "meetings",
    "metadata",
    "notices",
    "people",
    "questions",
    "registrations",
    "reminders",
    "reports",
    "taking_part",
    "turns",
    "web",
]
