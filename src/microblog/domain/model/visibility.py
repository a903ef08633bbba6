"""Who may see a post: the one rule that every path which shows posts obeys."""

from attrs import frozen

from microblog.domain.model.account import Account, AccountState
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


def is_listed(viewer_id: int | None, author: Account, relation: Relation = STRANGERS) -> bool:
    """Whether lists that offer people and posts to everybody offer an account, and what it writes, to the viewer.

    Those that moderators limited are offered to themselves and to who follows them; all others find them where they
    look for them, and where somebody boosts them.
    """
    return not author.limited or viewer_id == author.id or relation.follows
