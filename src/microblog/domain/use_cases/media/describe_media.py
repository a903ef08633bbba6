"""Describe a picture."""

from attrs import evolve, frozen

from microblog.domain.model.errors import NotFound
from microblog.domain.model.media import Media
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.domain.use_cases.media.own_media import own_media
from microblog.domain.use_cases.media.upload_media import clean_description
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class DescribeMedia:
    """Say what is on a picture that no post shows yet; afterwards that is an edit of the post."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, media_id: int, description: str) -> Media:
        """The picture as it is now. Raises ValidationError for `description`, NotFound and Gone."""
        description = clean_description(description)
        with self.unit_of_work() as uow:
            locked_account(uow, account_id)
            media = own_media(uow, account_id, media_id)
            if media.post_id is not None:
                raise NotFound
            media = evolve(media, description=description)
            uow.media.save(media)
            uow.commit()
        return media
