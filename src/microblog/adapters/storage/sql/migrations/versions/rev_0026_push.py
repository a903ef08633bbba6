"""What apps want to be told at once, and the key by which push services know this server."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")
OPTIONS: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}


def upgrade() -> None:
    """Add two tables."""
    op.create_table(
        "push_subscriptions",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("grant_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("endpoint", sa.String(2048), nullable=False),
        sa.Column("public_key", sa.String(100), nullable=False),
        sa.Column("auth_secret", sa.String(40), nullable=False),
        sa.Column("standard", sa.Boolean(), nullable=False),
        sa.Column("kinds", LONG_TEXT, nullable=False),
        sa.Column("policy", sa.String(20), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["grant_id"], ["grants.id"], name="fk_push_subscriptions_grant_id"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_push_subscriptions_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_push_subscriptions"),
        sa.UniqueConstraint("grant_id", name="uq_push_subscriptions_grant_id"),
        **OPTIONS,
    )
    op.create_index("ix_push_subscriptions_account_id_id", "push_subscriptions", ["account_id", "id"])
    op.create_table(
        "push_keys",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("public_key", sa.String(100), nullable=False),
        sa.Column("private_key", sa.String(60), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_push_keys"),
        **OPTIONS,
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("push_keys")
    op.drop_table("push_subscriptions")
