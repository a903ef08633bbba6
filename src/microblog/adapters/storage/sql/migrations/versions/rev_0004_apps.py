"""Apps, what they are allowed, their codes and tokens."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OPTIONS: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}
LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")
KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add four tables."""
    op.create_table(
        "apps",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("client_id", sa.String(255), nullable=False),
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("name", LONG_TEXT, nullable=False),
        sa.Column("website", LONG_TEXT, nullable=False),
        sa.Column("redirect_uris", LONG_TEXT, nullable=False),
        sa.Column("scopes", LONG_TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_apps"),
        sa.UniqueConstraint("client_id", name="uq_apps_client_id"),
        **OPTIONS,
    )
    op.create_index("ix_apps_created_at", "apps", ["created_at"])
    op.create_table(
        "grants",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("app_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("scopes", LONG_TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["app_id"], ["apps.id"], name="fk_grants_app_id"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_grants_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_grants"),
        **OPTIONS,
    )
    op.create_index("ix_grants_app_id", "grants", ["app_id"])
    op.create_index("ix_grants_account_id_app_id", "grants", ["account_id", "app_id"])
    op.create_table(
        "authorization_codes",
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("app_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("redirect_uri", LONG_TEXT, nullable=False),
        sa.Column("scopes", LONG_TEXT, nullable=False),
        sa.Column("challenge", sa.String(128), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("grant_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["app_id"], ["apps.id"], name="fk_authorization_codes_app_id"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_authorization_codes_account_id"),
        sa.ForeignKeyConstraint(["grant_id"], ["grants.id"], name="fk_authorization_codes_grant_id"),
        sa.PrimaryKeyConstraint("code_hash", name="pk_authorization_codes"),
        **OPTIONS,
    )
    op.create_index("ix_authorization_codes_app_id", "authorization_codes", ["app_id"])
    op.create_index("ix_authorization_codes_account_id_app_id", "authorization_codes", ["account_id", "app_id"])
    op.create_index("ix_authorization_codes_grant_id", "authorization_codes", ["grant_id"])
    op.create_index("ix_authorization_codes_expires_at", "authorization_codes", ["expires_at"])
    op.create_table(
        "app_tokens",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("grant_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("spent", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["grant_id"], ["grants.id"], name="fk_app_tokens_grant_id"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_app_tokens"),
        **OPTIONS,
    )
    op.create_index("ix_app_tokens_grant_id", "app_tokens", ["grant_id"])
    op.create_index("ix_app_tokens_expires_at", "app_tokens", ["expires_at"])


def downgrade() -> None:
    """Drop them."""
    for name in ("app_tokens", "authorization_codes", "grants", "apps"):
        op.drop_table(name)
