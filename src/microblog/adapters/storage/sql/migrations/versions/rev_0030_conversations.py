"""What people write to each other alone."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

# The last of each thread, for each who wrote or is mentioned in it; all were read.
_THERE_ARE = """
INSERT INTO conversations (account_id, thread_id, post_id, unread)
SELECT written.account_id, written.thread_id, MAX(written.id), {false}
FROM (
  SELECT posts.account_id, posts.thread_id, posts.id FROM posts
  WHERE posts.visibility = 'mentioned' AND posts.boost_of_id IS NULL AND posts.deleted_at IS NULL
  UNION ALL
  SELECT post_mentions.account_id, posts.thread_id, posts.id FROM posts
  JOIN post_mentions ON post_mentions.post_id = posts.id
  WHERE posts.visibility = 'mentioned' AND posts.boost_of_id IS NULL AND posts.deleted_at IS NULL
) AS written
GROUP BY written.account_id, written.thread_id
"""


def upgrade() -> None:
    """Make the table, and note the conversations that there are."""
    op.create_table(
        "conversations",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("thread_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("unread", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_conversations_account_id"),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_conversations_post_id"),
        sa.PrimaryKeyConstraint("account_id", "thread_id", name="pk_conversations"),
        sqlite_with_rowid=False,
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_bin",
    )
    op.create_index("ix_conversations_account_id_post_id", "conversations", ["account_id", "post_id"])
    op.create_index("ix_conversations_post_id", "conversations", ["post_id"])
    op.execute(_THERE_ARE.format(false="0" if op.get_bind().dialect.name == "sqlite" else "FALSE"))


def downgrade() -> None:
    """Drop it."""
    op.drop_table("conversations")
