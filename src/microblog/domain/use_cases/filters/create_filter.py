"""Make a filter."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from attrs import frozen

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.filter import (
    MAX_FILTERS,
    Filter,
    FilterAction,
    FilterContext,
    FilterKeyword,
    check_size,
    checked_contexts,
    checked_keyword,
    checked_title,
)
from microblog.domain.use_cases.filters.own_filters import locked_filters, one_of
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory

LONGEST = timedelta(days=3660)


@frozen
class CreateFilter:
    """Keep what has one of some keywords away, or folded, in some places."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator

    def __call__(
        self,
        *,
        account_id: int,
        title: str,
        contexts: Sequence[FilterContext],
        action: FilterAction = FilterAction.WARN,
        keywords: Sequence[tuple[str, bool]] = (),
        duration: timedelta | None = None,
    ) -> Filter:
        """The filter; without a duration it is for good. Keywords come with whether they are whole words.

        Raises ValidationError for `title`, `context`, `keyword`, `keywords`, `expires_in`, and ("filter", "too_many")
        where there are 50 already.
        """
        now = self.clock()
        new = check_size(
            Filter(
                id=self.new_id(),
                account_id=account_id,
                title=checked_title(title),
                contexts=checked_contexts(contexts),
                action=action,
                keywords=tuple(FilterKeyword(self.new_id(), checked_keyword(word), whole) for word, whole in keywords),
                posts=(),
                created_at=now,
                expires_at=end_of(now, duration),
            )
        )
        with self.unit_of_work() as uow:
            if len(locked_filters(uow, account_id)) >= MAX_FILTERS:
                raise ValidationError("filter", "too_many", {"limit": MAX_FILTERS})
            uow.filters.save(new)
            uow.commit()
        return new


@frozen
class DeleteFilter:
    """Remove a filter."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, filter_id: int) -> None:
        """Raises NotFound if there is no such filter."""
        with self.unit_of_work() as uow:
            uow.filters.remove(one_of(locked_filters(uow, account_id), filter_id).id)
            uow.commit()


def end_of(now: datetime, duration: timedelta | None) -> datetime | None:
    """When a filter ends. Raises ValidationError for a duration that is not between a second and ten years."""
    if duration is None:
        return None
    if not timedelta(seconds=1) <= duration <= LONGEST:
        limits = {"lowest": 1, "highest": int(LONGEST.total_seconds())}
        raise ValidationError("expires_in", "out_of_range", limits)
    return now + duration
