# Long because none of the first tables was ever there without the others.
"""The first tables."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

OPTIONS: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}
LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")
KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")

TABLES = (
    "post_versions",
    "post_mentions",
    "post_hashtags",
    "likes",
    "home_timeline_rows",
    "users",
    "tokens",
    "sessions",
    "posts",
    "notifications",
    "mail_deliveries",
    "idempotency_keys",
    "follows",
    "blocks",
    "tasks",
    "day_statistics",
    "accounts",
)


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "accounts",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("username", sa.String(255), nullable=False),
        sa.Column("domain", sa.String(255), nullable=True),
        sa.Column("name_key", sa.String(520), nullable=False),
        sa.Column("uri", sa.String(2048), nullable=False),
        sa.Column("url", sa.String(2048), nullable=False),
        sa.Column("display_name", LONG_TEXT, nullable=False),
        sa.Column("bio", LONG_TEXT, nullable=False),
        sa.Column("bio_html", LONG_TEXT, nullable=False),
        sa.Column("fields", LONG_TEXT, nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("posts_count", sa.Integer(), nullable=False),
        sa.Column("followers_count", sa.Integer(), nullable=False),
        sa.Column("following_count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("name_key", name="uq_accounts_name_key"),
        **OPTIONS,
    )
    op.create_index("ix_accounts_created_at", "accounts", ["created_at"])
    op.create_index("ix_accounts_state_id", "accounts", ["state", "id"])
    op.create_table(
        "day_statistics",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("posts", sa.Integer(), nullable=False),
        sa.Column("active_people", sa.Integer(), nullable=False),
        sa.Column("sign_ups", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_day_statistics"),
        **OPTIONS,
    )
    op.create_table(
        "tasks",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("event", sa.String(100), nullable=False),
        sa.Column("payload", LONG_TEXT, nullable=False),
        sa.Column("reaction", sa.String(100), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("leased_until", sa.BigInteger(), nullable=True),
        sa.Column("dead", sa.Boolean(), nullable=False),
        sa.Column("last_error", LONG_TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tasks"),
        **OPTIONS,
    )
    op.create_table(
        "blocks",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("blocker_id", sa.BigInteger(), nullable=False),
        sa.Column("blocked_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["blocked_id"], ["accounts.id"], name="fk_blocks_blocked_id"),
        sa.ForeignKeyConstraint(["blocker_id"], ["accounts.id"], name="fk_blocks_blocker_id"),
        sa.PrimaryKeyConstraint("id", name="pk_blocks"),
        sa.UniqueConstraint("blocker_id", "blocked_id", name="uq_blocks_blocker_id_blocked_id"),
        **OPTIONS,
    )
    op.create_index("ix_blocks_blocked_id", "blocks", ["blocked_id"])
    op.create_index("ix_blocks_blocker_id_id", "blocks", ["blocker_id", "id"])
    op.create_table(
        "follows",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("follower_id", sa.BigInteger(), nullable=False),
        sa.Column("followee_id", sa.BigInteger(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["followee_id"], ["accounts.id"], name="fk_follows_followee_id"),
        sa.ForeignKeyConstraint(["follower_id"], ["accounts.id"], name="fk_follows_follower_id"),
        sa.PrimaryKeyConstraint("id", name="pk_follows"),
        sa.UniqueConstraint("follower_id", "followee_id", name="uq_follows_follower_id_followee_id"),
        **OPTIONS,
    )
    op.create_index("ix_follows_followee_id_accepted_id", "follows", ["followee_id", "accepted", "id"])
    op.create_index("ix_follows_follower_id_accepted_id", "follows", ["follower_id", "accepted", "id"])
    op.create_table(
        "idempotency_keys",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(255), nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_idempotency_keys_account_id"),
        sa.PrimaryKeyConstraint("account_id", "key", name="pk_idempotency_keys"),
        **OPTIONS,
    )
    op.create_index("ix_idempotency_keys_created_at", "idempotency_keys", ["created_at"])
    op.create_table(
        "mail_deliveries",
        sa.Column("key", sa.String(255), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_mail_deliveries_account_id"),
        sa.PrimaryKeyConstraint("key", name="pk_mail_deliveries"),
        **OPTIONS,
    )
    op.create_index("ix_mail_deliveries_account_id", "mail_deliveries", ["account_id"])
    op.create_table(
        "notifications",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("sender_id", sa.BigInteger(), nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_notifications_account_id"),
        sa.ForeignKeyConstraint(["sender_id"], ["accounts.id"], name="fk_notifications_sender_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notifications"),
        sa.UniqueConstraint(
            "account_id", "kind", "sender_id", "post_id", name="uq_notifications_account_id_kind_sender_id_post_id"
        ),
        **OPTIONS,
    )
    op.create_index("ix_notifications_account_id_id", "notifications", ["account_id", "id"])
    op.create_index("ix_notifications_post_id", "notifications", ["post_id"])
    op.create_index("ix_notifications_sender_id", "notifications", ["sender_id"])
    op.create_table(
        "posts",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("uri", sa.String(2048), nullable=False),
        sa.Column("url", sa.String(2048), nullable=False),
        sa.Column("domain", sa.String(255), nullable=True),
        sa.Column("text", LONG_TEXT, nullable=False),
        sa.Column("html", LONG_TEXT, nullable=False),
        sa.Column("content_warning", LONG_TEXT, nullable=False),
        sa.Column("language", sa.String(35), nullable=True),
        sa.Column("visibility", sa.String(20), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("in_reply_to_id", sa.BigInteger(), nullable=True),
        sa.Column("in_reply_to_account_id", sa.BigInteger(), nullable=True),
        sa.Column("boost_of_id", sa.BigInteger(), nullable=True),
        sa.Column("mentions", LONG_TEXT, nullable=False),
        sa.Column("hashtags", LONG_TEXT, nullable=False),
        sa.Column("edited_at", sa.BigInteger(), nullable=True),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.Column("on_public_timeline", sa.Boolean(), nullable=False),
        sa.Column("replies_count", sa.Integer(), nullable=False),
        sa.Column("boosts_count", sa.Integer(), nullable=False),
        sa.Column("likes_count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_posts_account_id"),
        sa.ForeignKeyConstraint(["boost_of_id"], ["posts.id"], name="fk_posts_boost_of_id"),
        sa.PrimaryKeyConstraint("id", name="pk_posts"),
        sa.UniqueConstraint("account_id", "boost_of_id", name="uq_posts_account_id_boost_of_id"),
        **OPTIONS,
    )
    op.create_index("ix_posts_account_id_id", "posts", ["account_id", "id"])
    op.create_index("ix_posts_boost_of_id_id", "posts", ["boost_of_id", "id"])
    op.create_index("ix_posts_created_at", "posts", ["created_at"])
    op.create_index("ix_posts_on_public_timeline_id", "posts", ["on_public_timeline", "id"])
    op.create_index("ix_posts_thread_id_id", "posts", ["thread_id", "id"])
    op.create_table(
        "sessions",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("remember", sa.Boolean(), nullable=False),
        sa.Column("user_agent", LONG_TEXT, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_sessions_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        sa.UniqueConstraint("token_hash", name="uq_sessions_token_hash"),
        **OPTIONS,
    )
    op.create_index("ix_sessions_account_id", "sessions", ["account_id"])
    op.create_index("ix_sessions_expires_at", "sessions", ["expires_at"])
    op.create_table(
        "tokens",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_tokens_account_id"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_tokens"),
        **OPTIONS,
    )
    op.create_index("ix_tokens_account_id", "tokens", ["account_id"])
    op.create_index("ix_tokens_expires_at", "tokens", ["expires_at"])
    op.create_table(
        "users",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("email_key", sa.String(520), nullable=False),
        sa.Column("password_hash", sa.String(255), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("language", sa.String(35), nullable=True),
        sa.Column("mail_on_mention", sa.Boolean(), nullable=False),
        sa.Column("reason", LONG_TEXT, nullable=False),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=True),
        sa.Column("last_read_notification_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_users_account_id"),
        sa.PrimaryKeyConstraint("account_id", name="pk_users"),
        sa.UniqueConstraint("email_key", name="uq_users_email_key"),
        **OPTIONS,
    )
    op.create_index("ix_users_role", "users", ["role"])
    op.create_table(
        "home_timeline_rows",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["accounts.id"], name="fk_home_timeline_rows_owner_id"),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_home_timeline_rows_post_id"),
        sa.PrimaryKeyConstraint("owner_id", "post_id", name="pk_home_timeline_rows"),
        **OPTIONS,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_home_timeline_rows_post_id", "home_timeline_rows", ["post_id"])
    op.create_table(
        "likes",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_likes_account_id"),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_likes_post_id"),
        sa.PrimaryKeyConstraint("id", name="pk_likes"),
        sa.UniqueConstraint("account_id", "post_id", name="uq_likes_account_id_post_id"),
        **OPTIONS,
    )
    op.create_index("ix_likes_created_at", "likes", ["created_at"])
    op.create_index("ix_likes_post_id_id", "likes", ["post_id", "id"])
    op.create_table(
        "post_hashtags",
        sa.Column("name", sa.String(500), nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_post_hashtags_post_id"),
        sa.PrimaryKeyConstraint("name", "post_id", name="pk_post_hashtags"),
        **OPTIONS,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_post_hashtags_post_id", "post_hashtags", ["post_id"])
    op.create_table(
        "post_mentions",
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_post_mentions_account_id"),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_post_mentions_post_id"),
        sa.PrimaryKeyConstraint("post_id", "account_id", name="pk_post_mentions"),
        **OPTIONS,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "post_versions",
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", LONG_TEXT, nullable=False),
        sa.Column("html", LONG_TEXT, nullable=False),
        sa.Column("content_warning", LONG_TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_post_versions_post_id"),
        sa.PrimaryKeyConstraint("post_id", "number", name="pk_post_versions"),
        **OPTIONS,
    )


def downgrade() -> None:
    """Go back."""
    for table in TABLES:
        op.drop_table(table)
