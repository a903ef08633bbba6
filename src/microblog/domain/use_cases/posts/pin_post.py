"""Have a post stand on top of one's profile."""

from attrs import frozen

from microblog.domain.model.errors import NotPermitted, ValidationError
from microblog.domain.model.post import Post, Visibility
from microblog.domain.model.relationships import MAX_PINS, Pin
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.domain.use_cases.posts.visible_post import own_post
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class PinPost:
    """Pin a post of one's own. Doing it twice changes nothing."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator

    def __call__(self, *, account_id: int, post_id: int) -> Post:
        """The post. Raises NotFound if it is not one's own, or a boost, and Gone if it was deleted.

        Raises NotPermitted("not_pinnable") for what is only for those who are mentioned, and ValidationError("post",
        "too_many") where five are pinned already.
        """
        with self.unit_of_work() as uow:
            locked_account(uow, account_id)
            post = own_post(uow, account_id, post_id)
            if post.visibility is Visibility.MENTIONED:
                raise NotPermitted("not_pinnable")
            if uow.pins.add(Pin(self.new_id(), account_id, post.id, self.clock())):
                if uow.pins.count(account_id) > MAX_PINS:
                    raise ValidationError("post", "too_many", {"limit": MAX_PINS})
                uow.commit()
        return post


@frozen
class UnpinPost:
    """Have a post stand there no longer."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, post_id: int) -> Post:
        """The post. Raises NotFound if it is not one's own, and Gone if it was deleted."""
        with self.unit_of_work() as uow:
            post = own_post(uow, account_id, post_id)
            uow.pins.remove(account_id, post.id)
            uow.commit()
        return post
