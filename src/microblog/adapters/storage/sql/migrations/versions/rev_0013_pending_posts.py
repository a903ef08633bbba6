"""Scheduled posts and drafts, and which pictures they keep."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

OPTIONS: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}
LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")
KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add a table, and a column that no row has to be written anew for."""
    op.create_table(
        "pending_posts",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("text", LONG_TEXT, nullable=False),
        sa.Column("content_warning", LONG_TEXT, nullable=False),
        sa.Column("visibility", sa.String(20), nullable=False),
        sa.Column("language", sa.String(35), nullable=True),
        sa.Column("in_reply_to_id", sa.BigInteger(), nullable=True),
        sa.Column("media_ids", LONG_TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("scheduled_at", sa.BigInteger(), nullable=True),
        sa.Column("obstacle", sa.String(20), nullable=True),
        sa.Column("idempotency_key", sa.String(255), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_pending_posts_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_pending_posts"),
        **OPTIONS,
    )
    op.create_index("ix_pending_posts_account_id_id", "pending_posts", ["account_id", "id"])
    op.create_index("ix_pending_posts_scheduled_at_id", "pending_posts", ["scheduled_at", "id"])
    op.add_column("media", sa.Column("pending_post_id", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("media", "pending_post_id")
    op.drop_table("pending_posts")
