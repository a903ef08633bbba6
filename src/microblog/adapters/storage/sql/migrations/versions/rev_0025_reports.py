"""What people tell the moderators."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

OPTIONS: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}
KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")
_ACCOUNTS = ("account_id", "target_id", "assigned_id", "resolved_id")
_INDEXES = (("account_id", "id"), ("target_id", "id"), ("assigned_id",), ("resolved_id",), ("resolved_at", "id"))


def upgrade() -> None:
    """Add a table, and a column that no row has to be written anew for."""
    op.create_table(
        "reports",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("target_id", sa.BigInteger(), nullable=False),
        sa.Column("category", sa.String(20), nullable=False),
        sa.Column("comment", LONG_TEXT, nullable=False),
        sa.Column("post_ids", LONG_TEXT, nullable=False),
        sa.Column("rule_ids", LONG_TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("assigned_id", sa.BigInteger(), nullable=True),
        sa.Column("resolved_id", sa.BigInteger(), nullable=True),
        sa.Column("resolved_at", sa.BigInteger(), nullable=True),
        *(sa.ForeignKeyConstraint([name], ["accounts.id"], name=f"fk_reports_{name}") for name in _ACCOUNTS),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
        **OPTIONS,
    )
    for names in _INDEXES:
        op.create_index(f"ix_reports_{'_'.join(names)}", "reports", list(names))
    op.add_column("notifications", sa.Column("report_id", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("notifications", "report_id")
    op.drop_table("reports")
