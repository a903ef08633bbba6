"""Followed hashtags."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

OPTIONS: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}
KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add a table."""
    op.create_table(
        "followed_tags",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(500), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_followed_tags_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_followed_tags"),
        sa.UniqueConstraint("account_id", "name", name="uq_followed_tags_account_id_name"),
        **OPTIONS,
    )
    op.create_index("ix_followed_tags_account_id_id", "followed_tags", ["account_id", "id"])
    op.create_index("ix_followed_tags_name_account_id", "followed_tags", ["name", "account_id"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("followed_tags")
