"""What people want to be told, and what is held back until they let its sender in."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

OPTIONS: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}
KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
RECEPTIONS = (
    "for_not_following",
    "for_not_followers",
    "for_new_accounts",
    "for_private_mentions",
    "for_limited_accounts",
)


def upgrade() -> None:
    """Add tables."""
    op.create_table(
        "held_notifications",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("sender_id", sa.BigInteger(), nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        *_people("held_notifications"),
        sa.UniqueConstraint(
            *("account_id", "sender_id", "kind", "post_id"),
            name="uq_held_notifications_account_id_sender_id_kind_post_id",
        ),
        **OPTIONS,
    )
    for columns in (["account_id", "id"], ["account_id", "sender_id", "id"], ["sender_id"], ["post_id"]):
        op.create_index(f"ix_held_notifications_{'_'.join(columns)}", "held_notifications", columns)
    op.create_table(
        "notification_requests",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("sender_id", sa.BigInteger(), nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        *_people("notification_requests"),
        sa.UniqueConstraint("account_id", "sender_id", name="uq_notification_requests_account_id_sender_id"),
        **OPTIONS,
    )
    for columns in (["account_id", "state", "id"], ["sender_id"]):
        op.create_index(f"ix_notification_requests_{'_'.join(columns)}", "notification_requests", columns)
    op.create_table(
        "notification_policies",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.String(20), nullable=False) for name in RECEPTIONS),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_notification_policies_account_id"),
        sa.PrimaryKeyConstraint("account_id", name="pk_notification_policies"),
        **OPTIONS,
    )


def _people(name: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=f"fk_{name}_account_id"),
        sa.ForeignKeyConstraint(["sender_id"], ["accounts.id"], name=f"fk_{name}_sender_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    ]


def downgrade() -> None:
    """Drop them."""
    for name in ("notification_policies", "notification_requests", "held_notifications"):
        op.drop_table(name)
