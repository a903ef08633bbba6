"""What moderators do about an account short of suspending it."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_NAMES = ("limited", "disabled", "sensitized")


def upgrade() -> None:
    """Add columns that no row has to be written anew for."""
    for name in _NAMES:
        op.add_column("accounts", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Drop them."""
    for name in reversed(_NAMES):
        op.drop_column("accounts", name)
