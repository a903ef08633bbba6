"""Search: the words of posts and accounts, in tables of their own with the database's own full-text index.

Tables of the earlier version are not touched, so that it can go on serving. The words are filled in afterwards, in
batches: see `schema.upgrade`.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OPTIONS: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}
KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")
KEYS = {"post_words": "post_id", "account_words": "account_id"}

# FTS5 is told of every row by triggers, as section 4.4.3 of its documentation has it: also of the words that go.
# Words are ASCII with spaces between, for which `ascii` is enough. Nothing but whether a word is there is ever asked,
# for which `detail = none` is.
SQLITE = (
    "CREATE VIRTUAL TABLE {table}_index USING fts5"
    "(words, content='{table}', content_rowid='{key}', tokenize='ascii', detail=none)",
    "CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN"
    " INSERT INTO {table}_index (rowid, words) VALUES (new.{key}, new.words); END",
    "CREATE TRIGGER {table}_removed AFTER DELETE ON {table} BEGIN"
    " INSERT INTO {table}_index ({table}_index, rowid, words) VALUES ('delete', old.{key}, old.words); END",
    "CREATE TRIGGER {table}_changed AFTER UPDATE ON {table} BEGIN"
    " INSERT INTO {table}_index ({table}_index, rowid, words) VALUES ('delete', old.{key}, old.words);"
    " INSERT INTO {table}_index (rowid, words) VALUES (new.{key}, new.words); END",
)
# No parser: the words are the lexemes as they are.
POSTGRESQL = ("CREATE INDEX ft_{table} ON {table} USING gin (array_to_tsvector(string_to_array(words, ' ')))",)
MYSQL = ("CREATE FULLTEXT INDEX ft_{table} ON {table} (words)",)
INDEXES = {"sqlite": SQLITE, "postgresql": POSTGRESQL, "mysql": MYSQL, "mariadb": MYSQL}


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "post_words",
        sa.Column("post_id", KEY, autoincrement=False, nullable=False),
        sa.Column("edited_at", sa.BigInteger(), nullable=True),
        sa.Column("words", LONG_TEXT, nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_post_words_post_id"),
        sa.PrimaryKeyConstraint("post_id", name="pk_post_words"),
        **OPTIONS,
    )
    op.create_table(
        "account_words",
        sa.Column("account_id", KEY, autoincrement=False, nullable=False),
        sa.Column("display_name", LONG_TEXT, nullable=False),
        sa.Column("words", LONG_TEXT, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_account_words_account_id"),
        sa.PrimaryKeyConstraint("account_id", name="pk_account_words"),
        **OPTIONS,
    )
    dialect = op.get_bind().dialect.name
    for table, key in KEYS.items():
        for statement in INDEXES[dialect]:
            op.execute(statement.format(table=table, key=key))
    if dialect == "postgresql":
        # Where other databases compare by code points, PostgreSQL has the language's order, which knows no beginnings.
        # To write hashtags waits while this is made, some seconds for a million.
        op.execute('CREATE INDEX ft_post_hashtags ON post_hashtags (name COLLATE "C")')


def downgrade() -> None:
    """Go back."""
    for table in KEYS:
        if op.get_bind().dialect.name == "sqlite":
            op.execute(f"DROP TABLE {table}_index")
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX ft_post_hashtags")
