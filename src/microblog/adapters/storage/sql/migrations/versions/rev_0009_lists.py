"""Lists of people."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

OPTIONS: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}
KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add two tables."""
    op.create_table(
        "lists",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(255), nullable=False),
        sa.Column("replies_policy", sa.String(20), nullable=False),
        sa.Column("exclusive", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_lists_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_lists"),
        **OPTIONS,
    )
    op.create_index("ix_lists_account_id_id", "lists", ["account_id", "id"])
    op.create_table(
        "list_members",
        sa.Column("list_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["lists.id"], name="fk_list_members_list_id"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_list_members_account_id"),
        sa.ForeignKeyConstraint(["owner_id"], ["accounts.id"], name="fk_list_members_owner_id"),
        sa.PrimaryKeyConstraint("list_id", "account_id", name="pk_list_members"),
        sqlite_with_rowid=False,
        **OPTIONS,
    )
    op.create_index("ix_list_members_owner_id_account_id", "list_members", ["owner_id", "account_id"])
    op.create_index("ix_list_members_account_id", "list_members", ["account_id"])


def downgrade() -> None:
    """Drop them."""
    for table in ("list_members", "lists"):
        op.drop_table(table)
