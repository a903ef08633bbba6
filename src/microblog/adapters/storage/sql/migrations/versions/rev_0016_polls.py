"""Polls: what a post asks, the votes, and which polls nobody was told the end of."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

OPTIONS: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}
LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")
KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add two tables, and columns that no row has to be written anew for: who knows them not leaves them."""
    op.add_column("posts", sa.Column("poll", LONG_TEXT, nullable=True))
    op.add_column("posts", sa.Column("poll_counts", LONG_TEXT, nullable=True))
    op.add_column("post_versions", sa.Column("poll_options", LONG_TEXT, nullable=True))
    op.create_table(
        "poll_votes",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("choices", LONG_TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_poll_votes_account_id"),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_poll_votes_post_id"),
        sa.PrimaryKeyConstraint("id", name="pk_poll_votes"),
        sa.UniqueConstraint("account_id", "post_id", name="uq_poll_votes_account_id_post_id"),
        **OPTIONS,
    )
    op.create_index("ix_poll_votes_post_id_id", "poll_votes", ["post_id", "id"])
    op.create_table(
        "open_polls",
        sa.Column("post_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_open_polls_post_id"),
        sa.PrimaryKeyConstraint("post_id", name="pk_open_polls"),
        **OPTIONS,
    )
    op.create_index("ix_open_polls_ends_at", "open_polls", ["ends_at"])


def downgrade() -> None:
    """Drop them."""
    for table in ("open_polls", "poll_votes"):
        op.drop_table(table)
    op.drop_column("post_versions", "poll_options")
    for name in ("poll_counts", "poll"):
        op.drop_column("posts", name)
