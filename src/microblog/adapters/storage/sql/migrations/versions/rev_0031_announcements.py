"""What those who run the server tell everybody."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

OPTIONS: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}
KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")


def upgrade() -> None:
    """Add tables."""
    op.create_table(
        "announcements",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("text", LONG_TEXT, nullable=False),
        sa.Column("html", LONG_TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=True),
        sa.Column("ends_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_announcements"),
        **OPTIONS,
    )
    _beside("announcement_dismissals", [], ["announcement_id", "account_id"])
    columns: list[sa.Column[Any]] = [
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
    ]
    _beside("announcement_reactions", columns, ["announcement_id", "account_id", "name"])


def _beside(name: str, more: list[sa.Column[Any]], keys: list[str]) -> None:
    op.create_table(
        name,
        sa.Column("announcement_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        *more,
        sa.ForeignKeyConstraint(["announcement_id"], ["announcements.id"], name=f"fk_{name}_announcement_id"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=f"fk_{name}_account_id"),
        sa.PrimaryKeyConstraint(*keys, name=f"pk_{name}"),
        **OPTIONS,
    )
    op.create_index(f"ix_{name}_account_id", name, ["account_id"])


def downgrade() -> None:
    """Drop them."""
    for name in ("announcement_reactions", "announcement_dismissals", "announcements"):
        op.drop_table(name)
