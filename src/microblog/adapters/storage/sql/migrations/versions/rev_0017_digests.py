"""Digests: how often somebody wants one, and which are decided."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

OPTIONS: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}


def upgrade() -> None:
    """Add a table, and a column that no row has to be written anew for: who knows it not wants none."""
    op.create_table(
        "digests",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("period", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("up_to_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_digests_account_id"),
        sa.PrimaryKeyConstraint("account_id", "period", name="pk_digests"),
        sqlite_with_rowid=False,
        **OPTIONS,
    )
    op.create_index("ix_digests_created_at", "digests", ["created_at"])
    op.add_column("users", sa.Column("digest", sa.String(20), nullable=False, server_default=sa.text("'off'")))
    op.create_index("ix_users_digest", "users", ["digest"])


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_users_digest", "users")
    op.drop_column("users", "digest")
    op.drop_table("digests")
