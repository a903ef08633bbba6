"""Follow a hashtag."""

from attrs import frozen

from microblog.domain.model.entities import is_hashtag_name, normalise_hashtag
from microblog.domain.model.errors import NotFound
from microblog.domain.model.relationships import FollowedTag
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class FollowTag:
    """Have public posts with a hashtag come onto one's home timeline from now on. Doing it twice changes nothing."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator

    def __call__(self, *, account_id: int, name: str) -> str:
        """The hashtag's normalised name. Raises NotFound for what can be no hashtag."""
        normalised = hashtag_called(name)
        with self.unit_of_work() as uow:
            locked_account(uow, account_id)
            uow.followed_tags.add(FollowedTag(self.new_id(), account_id, normalised, self.clock()))
            uow.commit()
        return normalised


@frozen
class UnfollowTag:
    """Follow a hashtag no longer. What it brought onto the home timeline stays there."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, name: str) -> str:
        """The hashtag's normalised name. Raises NotFound for what can be no hashtag."""
        normalised = hashtag_called(name)
        with self.unit_of_work() as uow:
            uow.followed_tags.remove(account_id, normalised)
            uow.commit()
        return normalised


def hashtag_called(name: str) -> str:
    """The normalised name. Raises NotFound for what can be no hashtag."""
    if not is_hashtag_name(name):
        raise NotFound
    return normalise_hashtag(name)
