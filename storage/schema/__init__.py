"""The tables, one file per subject. Alembic reads them to make migrations; at run time nothing else uses SQLAlchemy."""

from storage.schema import campaigns, people, registrations, reports, turns
from storage.schema.columns import metadata

__all__ = ["campaigns", "metadata", "people", "registrations", "reports", "turns"]
