"""Pictures: what is known of each, which a post shows, and which an account has as avatar and header."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

OPTIONS: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}
LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")
KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add a table, and columns that no row has to be written anew for: who knows them not leaves them."""
    op.create_table(
        "media",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=True),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("content_type", sa.String(40), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("preview_width", sa.Integer(), nullable=False),
        sa.Column("preview_height", sa.Integer(), nullable=False),
        sa.Column("blurhash", sa.String(120), nullable=False),
        sa.Column("description", LONG_TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("unused_since", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_media_account_id"),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_media_post_id"),
        sa.PrimaryKeyConstraint("id", name="pk_media"),
        **OPTIONS,
    )
    op.create_index("ix_media_account_id_purpose", "media", ["account_id", "purpose"])
    op.create_index("ix_media_post_id", "media", ["post_id"])
    op.create_index("ix_media_unused_since", "media", ["unused_since"])
    for table in ("posts", "post_versions"):
        op.add_column(table, sa.Column("media", LONG_TEXT, nullable=True))
    for name in ("avatar", "header"):
        op.add_column("accounts", sa.Column(name, sa.String(80), nullable=False, server_default=sa.text("''")))


def downgrade() -> None:
    """Drop them."""
    for name in ("avatar", "header"):
        op.drop_column("accounts", name)
    for table in ("posts", "post_versions"):
        op.drop_column(table, "media")
    op.drop_table("media")
