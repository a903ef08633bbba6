"""Hashtags that people feature on their profiles, and by whom a hashtag was used where everybody may see it."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

OPTIONS: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}
KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add a table, and a column that is filled in for all hashtags of posts."""
    op.create_table(
        "featured_tags",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(500), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_featured_tags_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_featured_tags"),
        sa.UniqueConstraint("account_id", "name", name="uq_featured_tags_account_id_name"),
        **OPTIONS,
    )
    op.add_column("post_hashtags", sa.Column("listed_by", sa.BigInteger(), nullable=True))
    op.execute(
        "UPDATE post_hashtags SET listed_by = (SELECT account_id FROM posts"
        " WHERE posts.id = post_hashtags.post_id AND posts.visibility IN ('public', 'unlisted'))"
    )
    op.create_index("ix_post_hashtags_listed_by_name_post_id", "post_hashtags", ["listed_by", "name", "post_id"])


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_post_hashtags_listed_by_name_post_id", "post_hashtags")
    op.drop_column("post_hashtags", "listed_by")
    op.drop_table("featured_tags")
