"""Videos and sounds: whether they can be shown, and what players say of them."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_COLUMNS: dict[str, tuple[Any, str]] = {
    "state": (sa.String(20), "'ready'"),
    "duration": (sa.Integer(), "0"),
    "frame_rate": (sa.String(20), "''"),
    "bitrate": (sa.Integer(), "0"),
}


def upgrade() -> None:
    """Add columns with defaults, for who knows them not."""
    for name, (type_, default) in _COLUMNS.items():
        op.add_column("media", sa.Column(name, type_, nullable=False, server_default=sa.text(default)))
    op.add_column("media", sa.Column("looped", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_media_account_id_state", "media", ["account_id", "state"])


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_media_account_id_state", "media")
    for name in (*_COLUMNS, "looped"):
        op.drop_column("media", name)
