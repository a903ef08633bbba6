"""Posts whose pictures are not for everybody's eyes, and whose posts begin as such."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

COLUMNS = (
    ("posts", "sensitive"),
    ("post_versions", "sensitive"),
    ("pending_posts", "sensitive"),
    ("users", "default_sensitive"),
)


def upgrade() -> None:
    """Add columns that no row has to be written anew for."""
    for table, name in COLUMNS:
        op.add_column(table, sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Drop them."""
    for table, name in COLUMNS:
        op.drop_column(table, name)
