"""The tables, one file per subject. Alembic reads them to make migrations; at run time nothing else uses SQLAlchemy."""

from storage.schema import (
    ballots,
    bodies,
    campaigns,
    events,
    invites,
    notices,
    people,
    questions,
    registrations,
    reports,
    taking_part,
    turns,
)
from storage.schema.columns import metadata

__all__ = [
    "ballots",
    "bodies",
    "campaigns",
    "events",
    "invites",
    "metadata",
    "notices",
    "people",
    "questions",
    "registrations",
    "reports",
    "taking_part",
    "turns",
]
