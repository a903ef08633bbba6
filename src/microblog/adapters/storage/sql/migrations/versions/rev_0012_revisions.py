"""A number that becomes another with every change of a post or an account, by which what was made of it is found again.

Triggers see to it, so that it holds for whatever changes a row: the earlier version of this program, which serves on
meanwhile, as well. The number comes from dice: one that counts would be given twice where a standby that lacks the
last changes takes over. MySQL lets only its administrators make triggers, as long as it keeps a binary log.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLES = ("accounts", "posts")
SQLITE = (
    "CREATE TRIGGER {table}_revised AFTER UPDATE ON {table} WHEN new.revision = old.revision BEGIN"
    " UPDATE {table} SET revision = random() WHERE id = new.id; END",
)
POSTGRESQL = (
    "CREATE FUNCTION {table}_revised() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " new.revision = CAST(floor(random() * 9007199254740992) AS bigint); RETURN new; END $$",
    "CREATE TRIGGER {table}_revised BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE PROCEDURE {table}_revised()",
)
TRIGGERS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def upgrade() -> None:
    """Go forward."""
    for table in TABLES:
        op.add_column(table, sa.Column("revision", sa.BigInteger(), server_default=sa.text("0"), nullable=False))
        for statement in TRIGGERS.get(op.get_bind().dialect.name, ()):
            op.execute(statement.format(table=table))


def downgrade() -> None:
    """Go back."""
    for table in TABLES:
        match op.get_bind().dialect.name:
            case "sqlite":
                op.execute(f"DROP TRIGGER {table}_revised")
            case "postgresql":
                op.execute(f"DROP TRIGGER {table}_revised ON {table}")
                op.execute(f"DROP FUNCTION {table}_revised()")
        op.drop_column(table, "revision")
