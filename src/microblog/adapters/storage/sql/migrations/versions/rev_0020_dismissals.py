"""Whom people do not want to be suggested."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

OPTIONS: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}


def upgrade() -> None:
    """Add a table."""
    op.create_table(
        "dismissals",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("target_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_dismissals_account_id"),
        sa.ForeignKeyConstraint(["target_id"], ["accounts.id"], name="fk_dismissals_target_id"),
        sa.PrimaryKeyConstraint("account_id", "target_id", name="pk_dismissals"),
        sqlite_with_rowid=False,
        **OPTIONS,
    )
    op.create_index("ix_dismissals_target_id", "dismissals", ["target_id"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("dismissals")
