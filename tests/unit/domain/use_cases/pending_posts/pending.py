"""What the tests of scheduled posts and drafts do again and again."""

from datetime import datetime, timedelta
from typing import Any

from microblog.domain.model.account import Account
from microblog.domain.model.pending_post import PendingPost
from microblog.domain.model.post import Post
from microblog.domain.model.post_content import PostContent
from microblog.domain.use_cases.pending_posts.publish_due_posts import PublishDuePosts
from microblog.domain.use_cases.pending_posts.save_pending_post import SavePendingPost
from tests.unit.domain.use_cases.action_world import ActionWorld

HOUR = timedelta(hours=1)


def keep(
    world: ActionWorld,
    author: Account,
    scheduled_at: datetime | None,
    text: str = "Later",
    key: str | None = None,
    **content: Any,
) -> PendingPost:
    """Schedule a post, or keep a draft where there is no time."""
    save = world.do(SavePendingPost)
    return save(
        author_id=author.id, content=PostContent(text, **content), scheduled_at=scheduled_at, idempotency_key=key
    )


def schedule(world: ActionWorld, author: Account, text: str = "Later", **content: Any) -> PendingPost:
    """In an hour."""
    return keep(world, author, world.clock() + HOUR, text, **content)


def draft(world: ActionWorld, author: Account, text: str = "Maybe", **content: Any) -> PendingPost:
    return keep(world, author, None, text, **content)


def an_hour_later(world: ActionWorld) -> list[Post]:
    """What came out of itself within the next hour."""
    before = set(world.rows.posts)
    world.clock.move(HOUR)
    published = world.do(PublishDuePosts)()
    new = [post for post in world.rows.posts.values() if post.id not in before]
    assert published == len(new)
    return new
