"""Mails by what became of them."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

NAME = "ix_mail_deliveries_state_created_at"


def upgrade() -> None:
    """Add an index."""
    op.create_index(NAME, "mail_deliveries", ["state", "created_at"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index(NAME, "mail_deliveries")
