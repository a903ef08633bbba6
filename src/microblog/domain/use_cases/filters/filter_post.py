"""Have a filter find a single post."""

from attrs import evolve, frozen

from microblog.domain.model.filter import FilteredPost, check_size, with_post
from microblog.domain.use_cases.filters.own_filters import locked_filters, one_of
from microblog.domain.use_cases.posts.visible_post import visible_post
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class FilterPost:
    """Have a filter find a post that one sees. Doing it twice changes nothing."""

    unit_of_work: UnitOfWorkFactory
    new_id: IdGenerator

    def __call__(self, *, account_id: int, filter_id: int, post_id: int) -> FilteredPost:
        """Raises NotFound for a filter or post that is not there, Gone, and ValidationError beyond 100 posts."""
        with self.unit_of_work() as uow:
            kept = one_of(locked_filters(uow, account_id), filter_id)
            post = visible_post(uow, account_id, post_id)
            for each in kept.posts:
                if each.post_id == post.id:
                    return each
            new = FilteredPost(self.new_id(), post.id)
            uow.filters.save(check_size(evolve(kept, posts=(*kept.posts, new))))
            uow.commit()
        return new


@frozen
class UnfilterPost:
    """Have a filter find a single post no longer."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, filtered_id: int) -> FilteredPost:
        """What is removed. Raises NotFound."""
        with self.unit_of_work() as uow:
            kept, gone = with_post(locked_filters(uow, account_id), filtered_id)
            uow.filters.save(evolve(kept, posts=tuple(each for each in kept.posts if each != gone)))
            uow.commit()
        return gone
