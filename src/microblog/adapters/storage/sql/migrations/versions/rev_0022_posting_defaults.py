"""With which visibility and language what people write begins."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns that no row has to be written anew for."""
    visibility = sa.Column("default_visibility", sa.String(20), nullable=False, server_default=sa.text("'public'"))
    op.add_column("users", visibility)
    op.add_column("users", sa.Column("default_language", sa.String(35), nullable=True))


def downgrade() -> None:
    """Drop them."""
    for name in ("default_language", "default_visibility"):
        op.drop_column("users", name)
