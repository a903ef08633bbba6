"""Feature a hashtag on one's profile."""

from attrs import frozen

from microblog.domain.model.entities import is_hashtag_name, normalise_hashtag
from microblog.domain.model.errors import NotFound, ValidationError
from microblog.domain.model.relationships import MAX_FEATURED_TAGS, FeaturedTag
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class FeatureTag:
    """Show on one's profile that one writes about something."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator

    def __call__(self, *, account_id: int, name: str, anew: bool = True) -> FeaturedTag:
        """The hashtag as it is featured; a `#` before its name is left out.

        Raises ValidationError for `name` (`required`, `no_hashtag`, `too_many` where ten are, and `featured`; but where
        it need not be done anew, doing it twice changes nothing).
        """
        typed = name.strip().removeprefix("#")
        if not typed:
            raise ValidationError("name", "required")
        if not is_hashtag_name(typed):
            raise ValidationError("name", "no_hashtag")
        normalised = normalise_hashtag(typed)
        with self.unit_of_work() as uow:
            locked_account(uow, account_id)
            featured = {each.name: each for each in uow.featured_tags.of_account(account_id)}
            if normalised in featured and not anew:
                return featured[normalised]
            if normalised in featured:
                raise ValidationError("name", "featured")
            if len(featured) >= MAX_FEATURED_TAGS:
                raise ValidationError("name", "too_many", {"limit": MAX_FEATURED_TAGS})
            tag = FeaturedTag(self.new_id(), account_id, normalised, self.clock())
            uow.featured_tags.add(tag)
            uow.commit()
        return tag


@frozen
class UnfeatureTag:
    """Feature a hashtag no longer."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, tag: int | str) -> None:
        """By the id of the featured hashtag: raises NotFound if the account features no such.

        By a name: nothing happens if it is not featured.
        """
        with self.unit_of_work() as uow:
            locked_account(uow, account_id)
            names = {each.id: each.name for each in uow.featured_tags.of_account(account_id)}
            if isinstance(tag, int) and tag not in names:
                raise NotFound
            uow.featured_tags.remove(account_id, names[tag] if isinstance(tag, int) else normalise_hashtag(tag))
            uow.commit()
