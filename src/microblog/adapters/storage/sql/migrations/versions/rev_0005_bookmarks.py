"""Bookmarks and pins, and the likes of an account in their order."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

OPTIONS: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}
KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add two tables of the same form, and an index, for which writers of likes wait: seconds for a million."""
    for table in ("bookmarks", "pins"):
        op.create_table(
            table,
            sa.Column("id", KEY, autoincrement=False, nullable=False),
            sa.Column("account_id", sa.BigInteger(), nullable=False),
            sa.Column("post_id", sa.BigInteger(), nullable=False),
            sa.Column("created_at", sa.BigInteger(), nullable=False),
            sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=f"fk_{table}_account_id"),
            sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=f"fk_{table}_post_id"),
            sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
            sa.UniqueConstraint("account_id", "post_id", name=f"uq_{table}_account_id_post_id"),
            **OPTIONS,
        )
        op.create_index(f"ix_{table}_post_id", table, ["post_id"])
    op.create_index("ix_bookmarks_account_id_id", "bookmarks", ["account_id", "id"])
    op.create_index("ix_likes_account_id_id", "likes", ["account_id", "id"])


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_likes_account_id_id", "likes")
    for table in ("bookmarks", "pins"):
        op.drop_table(table)
