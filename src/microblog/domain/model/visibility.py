"""Who may see a post: the one rule that every path which shows posts obeys."""

from attrs import frozen

from microblog.domain.model.account import AccountState
from microblog.domain.model.post import Post, Visibility


@frozen
class Relation:
    """What lies between a viewer and an author. The default is: nothing."""

    follows: bool = False  # the viewer follows the author, and that was accepted
    blocks: bool = False
    blocked_by: bool = False


STRANGERS = Relation()


def can_see(viewer_id: int | None, post: Post, author: AccountState, relation: Relation = STRANGERS) -> bool:
    """Whether the viewer (None: nobody is signed in) may see the post of an author in that state.

    For a boost this speaks of the boost alone: it is shown only where the boosted post may be seen as well.
    """
    if post.deleted_at is not None or author is not AccountState.ACTIVE:
        return False
    if viewer_id == post.account_id:
        return True
    if relation.blocks or relation.blocked_by:
        return False
    if post.visibility in (Visibility.PUBLIC, Visibility.UNLISTED):
        return True
    if any(mention.account_id == viewer_id for mention in post.mentions):
        return True
    return post.visibility is Visibility.FOLLOWERS and relation.follows
