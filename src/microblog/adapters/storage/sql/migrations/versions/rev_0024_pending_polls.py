"""The polls of scheduled posts and drafts, and with which app these were written."""

from alembic import op
from sqlalchemy import BigInteger, Column, Text
from sqlalchemy.dialects import mysql

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

LONG_TEXT = Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")


def upgrade() -> None:
    """Add columns that no row has to be written anew for."""
    op.add_column("pending_posts", Column("poll", LONG_TEXT, nullable=True))
    op.add_column("pending_posts", Column("app_id", BigInteger(), nullable=True))


def downgrade() -> None:
    """Drop them."""
    for name in ("app_id", "poll"):
        op.drop_column("pending_posts", name)
