"""Who mutes whom."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table of mutes."""
    op.create_table(
        "mutes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), autoincrement=False, nullable=False),
        sa.Column("muter_id", sa.BigInteger(), nullable=False),
        sa.Column("muted_id", sa.BigInteger(), nullable=False),
        sa.Column("notifications", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["muter_id"], ["accounts.id"], name="fk_mutes_muter_id"),
        sa.ForeignKeyConstraint(["muted_id"], ["accounts.id"], name="fk_mutes_muted_id"),
        sa.PrimaryKeyConstraint("id", name="pk_mutes"),
        sa.UniqueConstraint("muter_id", "muted_id", name="uq_mutes_muter_id_muted_id"),
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_bin",
    )
    op.create_index("ix_mutes_muter_id_id", "mutes", ["muter_id", "id"])
    op.create_index("ix_mutes_muted_id", "mutes", ["muted_id"])
    op.create_index("ix_mutes_expires_at", "mutes", ["expires_at"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("mutes")
