"""Which posts show pictures, for lists of these alone."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns that no row has to be written anew for but those of posts with pictures, and indexes."""
    for table in ("posts", "post_hashtags"):
        op.add_column(table, sa.Column("with_media", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE posts SET with_media = true WHERE media IS NOT NULL")
    op.execute(
        "UPDATE post_hashtags SET with_media = true WHERE post_id IN (SELECT id FROM posts WHERE media IS NOT NULL)"
    )
    op.create_index("ix_posts_on_public_timeline_with_media_id", "posts", ["on_public_timeline", "with_media", "id"])
    op.create_index("ix_posts_account_id_with_media_id", "posts", ["account_id", "with_media", "id"])
    op.create_index("ix_post_hashtags_name_with_media_post_id", "post_hashtags", ["name", "with_media", "post_id"])


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_post_hashtags_name_with_media_post_id", "post_hashtags")
    op.drop_index("ix_posts_account_id_with_media_id", "posts")
    op.drop_index("ix_posts_on_public_timeline_with_media_id", "posts")
    for table in ("posts", "post_hashtags"):
        op.drop_column(table, "with_media")
