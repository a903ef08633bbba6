"""What people do not want to read."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

OPTIONS: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}
KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")


def upgrade() -> None:
    """Add a table."""
    op.create_table(
        "filters",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("title", LONG_TEXT, nullable=False),
        sa.Column("contexts", LONG_TEXT, nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("keywords", LONG_TEXT, nullable=False),
        sa.Column("posts", LONG_TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_filters_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_filters"),
        **OPTIONS,
    )
    op.create_index("ix_filters_account_id_id", "filters", ["account_id", "id"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("filters")
