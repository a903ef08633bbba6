"""What is in fashion."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
OPTIONS: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}


def upgrade() -> None:
    """Add four small tables."""
    op.create_table(
        "tag_days",
        sa.Column("name", sa.String(500), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("accounts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", "day", name="pk_tag_days"),
        sqlite_with_rowid=False,
        **OPTIONS,
    )
    op.create_index("ix_tag_days_day", "tag_days", ["day"])
    op.create_table(
        "trending_tags",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(500), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trending_tags"),
        **OPTIONS,
    )
    op.create_table(
        "trending_posts",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trending_posts"),
        **OPTIONS,
    )
    op.create_table(
        "trend_periods",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trend_periods"),
        **OPTIONS,
    )


def downgrade() -> None:
    """Drop them."""
    for name in ("trend_periods", "trending_posts", "trending_tags", "tag_days"):
        op.drop_table(name)
