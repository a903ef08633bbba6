"""Groups of notifications. What people were told before stays by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_INDEXES = {
    "ix_notifications_account_id_leads_id": ["account_id", "leads", "id"],
    "ix_notifications_groups": ["account_id", "kind", "post_id", "group_id", "group_place"],
}


def upgrade() -> None:
    """Make each notification a group of its own."""
    op.add_column("notifications", sa.Column("group_id", sa.BigInteger(), nullable=False, server_default=sa.text("0")))
    op.add_column("notifications", sa.Column("group_place", sa.Integer(), nullable=False, server_default=sa.text("1")))
    op.add_column("notifications", sa.Column("leads", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.execute("UPDATE notifications SET group_id = id")
    for name, columns in _INDEXES.items():
        op.create_index(name, "notifications", columns)


def downgrade() -> None:
    """Drop what was added."""
    for name in _INDEXES:
        op.drop_index(name, "notifications")
    for name in ("leads", "group_place", "group_id"):
        op.drop_column("notifications", name)
