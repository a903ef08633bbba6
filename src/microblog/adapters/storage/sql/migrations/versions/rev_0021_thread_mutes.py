"""Conversations of which people want to hear no more."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

OPTIONS: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}


def upgrade() -> None:
    """Add a table."""
    op.create_table(
        "thread_mutes",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("thread_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_thread_mutes_account_id"),
        sa.PrimaryKeyConstraint("account_id", "thread_id", name="pk_thread_mutes"),
        sqlite_with_rowid=False,
        **OPTIONS,
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("thread_mutes")
