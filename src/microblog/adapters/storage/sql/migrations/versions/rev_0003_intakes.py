"""How far an archive was taken in."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")


def upgrade() -> None:
    """Add the table of intakes."""
    op.create_table(
        "intakes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), autoincrement=False, nullable=False),
        sa.Column("origin", LONG_TEXT, nullable=False),
        sa.Column("records", sa.BigInteger(), nullable=False),
        sa.Column("tallies", LONG_TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_intakes"),
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_bin",
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("intakes")
