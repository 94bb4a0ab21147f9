"""Find who has left without reading a whole roster"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    left = sa.text("left_at IS NOT NULL")
    op.create_index("ix_member_left", "member", ["khoi_id"], sqlite_where=left, postgresql_where=left)


def downgrade() -> None:
    op.drop_index("ix_member_left", table_name="member")
