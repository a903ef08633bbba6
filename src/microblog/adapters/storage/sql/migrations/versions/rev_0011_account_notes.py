"""Notes about accounts, and endorsements."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

OPTIONS: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}
KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")


def upgrade() -> None:
    """Add two tables."""
    op.create_table(
        "account_notes",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("target_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text", LONG_TEXT, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_account_notes_account_id"),
        sa.ForeignKeyConstraint(["target_id"], ["accounts.id"], name="fk_account_notes_target_id"),
        sa.PrimaryKeyConstraint("account_id", "target_id", name="pk_account_notes"),
        sqlite_with_rowid=False,
        **OPTIONS,
    )
    op.create_index("ix_account_notes_target_id", "account_notes", ["target_id"])
    op.create_table(
        "endorsements",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("target_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_endorsements_account_id"),
        sa.ForeignKeyConstraint(["target_id"], ["accounts.id"], name="fk_endorsements_target_id"),
        sa.PrimaryKeyConstraint("id", name="pk_endorsements"),
        sa.UniqueConstraint("account_id", "target_id", name="uq_endorsements_account_id_target_id"),
        **OPTIONS,
    )
    op.create_index("ix_endorsements_account_id_id", "endorsements", ["account_id", "id"])
    op.create_index("ix_endorsements_target_id", "endorsements", ["target_id"])


def downgrade() -> None:
    """Drop them."""
    for table in ("endorsements", "account_notes"):
        op.drop_table(table)
