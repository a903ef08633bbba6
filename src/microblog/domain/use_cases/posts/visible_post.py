"""Find a post that somebody wants to do something with."""

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Gone, NotFound
from microblog.domain.model.page import MAX_ID
from microblog.domain.model.post import Post, Visibility
from microblog.domain.model.visibility import Relation, can_see
from microblog.ports.unit_of_work import UnitOfWork


def visible_post(uow: UnitOfWork, viewer_id: int, post_id: int) -> Post:
    """The post, or for a boost, which must be seen as well, the post that it carries on.

    Raises NotFound if the viewer may not see it, and Gone for the tombstone of one that anybody could.
    """
    post = uow.posts.get(post_id) if 0 <= post_id <= MAX_ID else None
    if post is not None and post.boost_of_id is not None:
        if not _is_seen(uow, viewer_id, post):
            raise NotFound
        post = uow.posts.get(post.boost_of_id)
    if post is None:
        raise NotFound
    if post.deleted_at is not None and post.visibility in (Visibility.PUBLIC, Visibility.UNLISTED):
        raise Gone
    if not _is_seen(uow, viewer_id, post):
        raise NotFound
    return post


def _is_seen(uow: UnitOfWork, viewer_id: int, post: Post) -> bool:
    author = uow.accounts.get(post.account_id)
    state = AccountState.DELETED if author is None else author.state
    return can_see(viewer_id, post, state, relation_of(uow, viewer_id, post.account_id))


def own_post(uow: UnitOfWork, account_id: int, post_id: int) -> Post:
    """The account's own post, not a boost. Raises NotFound, and Gone for a tombstone."""
    post = uow.posts.get(post_id) if 0 <= post_id <= MAX_ID else None
    if post is None or post.account_id != account_id or post.boost_of_id is not None:
        raise NotFound
    if post.deleted_at is not None:
        raise Gone
    return post


def relation_of(uow: UnitOfWork, viewer_id: int, author_id: int) -> Relation:
    """What the rule of visibility needs to know of the two."""
    if viewer_id == author_id:
        return Relation()
    follow = uow.follows.get(viewer_id, author_id)
    blocked = uow.blocks.between(viewer_id, author_id)
    return Relation(follows=follow is not None and follow.accepted, blocked_by=blocked)
