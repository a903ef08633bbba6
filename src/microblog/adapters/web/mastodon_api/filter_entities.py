"""From filters to the entities of the API."""

from collections.abc import Sequence

from microblog.adapters.web.mastodon_api.entities import filter as entities
from microblog.adapters.web.mastodon_api.entities.filter import Action, Context
from microblog.adapters.web.mastodon_api.entities.formats import timestamp_or_none
from microblog.domain.model.filter import (
    Filter,
    FilterAction,
    FilterContext,
    FilteredPost,
    FilterKeyword,
    FilterMatch,
)

CONTEXTS: dict[FilterContext, Context] = {
    FilterContext.HOME: "home",
    FilterContext.NOTIFICATIONS: "notifications",
    FilterContext.PUBLIC: "public",
    FilterContext.THREAD: "thread",
    FilterContext.ACCOUNT: "account",
}
ACTIONS: dict[FilterAction, Action] = {
    FilterAction.WARN: "warn",
    FilterAction.HIDE: "hide",
    FilterAction.BLUR: "blur",
}


def whole_filter(one: Filter) -> entities.Filter:
    """A filter with what it finds."""
    return entities.Filter(
        str(one.id),
        one.title,
        [CONTEXTS[context] for context in one.contexts],
        timestamp_or_none(one.expires_at),
        ACTIONS[one.action],
        [keyword_entity(each) for each in one.keywords],
        [status_entity(each) for each in one.posts],
    )


def keyword_entity(each: FilterKeyword) -> entities.FilterKeyword:
    """A keyword."""
    return entities.FilterKeyword(str(each.id), each.keyword, each.whole_word)


def status_entity(each: FilteredPost) -> entities.FilterStatus:
    """A status that a filter finds."""
    return entities.FilterStatus(str(each.id), str(each.post_id))


def v1_filter(one: Filter, each: FilterKeyword) -> entities.V1Filter:
    """A keyword of a filter, for older apps."""
    return entities.V1Filter(
        str(each.id),
        each.keyword,
        [CONTEXTS[context] for context in one.contexts],
        each.whole_word,
        timestamp_or_none(one.expires_at),
        one.action is FilterAction.HIDE,
    )


def results(matches: Sequence[FilterMatch], post_id: int) -> list[entities.FilterResult]:
    """Which filters have found a status."""
    return [
        entities.FilterResult(
            entities.Filter(
                str(found.filter.id),
                found.filter.title,
                [CONTEXTS[context] for context in found.filter.contexts],
                timestamp_or_none(found.filter.expires_at),
                ACTIONS[found.filter.action],
            ),
            None if found.keyword is None else [found.keyword],
            [str(post_id)] if found.is_chosen else None,
        )
        for found in matches
    ]
