"""Change a filter."""

from collections.abc import Sequence
from datetime import timedelta

from attrs import evolve, frozen

from microblog.domain.model.errors import NotFound
from microblog.domain.model.filter import (
    Filter,
    FilterAction,
    FilterContext,
    FilterKeyword,
    check_size,
    checked_contexts,
    checked_keyword,
    checked_title,
)
from microblog.domain.use_cases.filters.create_filter import end_of
from microblog.domain.use_cases.filters.own_filters import locked_filters, one_of
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class KeywordChange:
    """A keyword that shall be added (without an id), changed or removed; None leaves things alone."""

    id: int | None = None
    keyword: str | None = None
    whole_word: bool | None = None
    removed: bool = False


@frozen
class EditFilter:
    """Change what a filter is called, what it finds, where it is at work, what it does or for how long."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator

    def __call__(
        self,
        *,
        account_id: int,
        filter_id: int,
        title: str | None = None,
        contexts: Sequence[FilterContext] | None = None,
        action: FilterAction | None = None,
        keywords: Sequence[KeywordChange] = (),
        lasts: bool = False,
        duration: timedelta | None = None,
    ) -> Filter:
        """The filter as it is then; None leaves things alone. `lasts`: it ends no more; a duration begins now.

        Raises NotFound for a filter or a keyword that is not there, and ValidationError as `CreateFilter` does.
        """
        ends_at = end_of(self.clock(), duration)
        with self.unit_of_work() as uow:
            kept = one_of(locked_filters(uow, account_id), filter_id)
            changed = check_size(
                evolve(
                    kept,
                    title=kept.title if title is None else checked_title(title),
                    contexts=kept.contexts if contexts is None else checked_contexts(contexts),
                    action=kept.action if action is None else action,
                    keywords=self._changed(kept.keywords, keywords),
                    expires_at=None if lasts else kept.expires_at if ends_at is None else ends_at,
                )
            )
            uow.filters.save(changed)
            uow.commit()
        return changed

    def _changed(self, kept: tuple[FilterKeyword, ...], changes: Sequence[KeywordChange]) -> tuple[FilterKeyword, ...]:
        keywords = {each.id: each for each in kept}
        for change in changes:
            if change.id is None:
                if not change.removed:
                    new = FilterKeyword(self.new_id(), checked_keyword(change.keyword or ""), bool(change.whole_word))
                    keywords[new.id] = new
                continue
            if change.id not in keywords:
                raise NotFound
            if change.removed:
                del keywords[change.id]
                continue
            old = keywords[change.id]
            keywords[change.id] = FilterKeyword(
                old.id,
                old.keyword if change.keyword is None else checked_keyword(change.keyword),
                old.whole_word if change.whole_word is None else change.whole_word,
            )
        return tuple(keywords.values())
