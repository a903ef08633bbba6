"""Filters: https://docs.joinmastodon.org/methods/filters/."""

import re
from datetime import timedelta

from attrs import frozen
from msgspec import Struct

from microblog.adapters.web.mastodon_api.answers import answer
from microblog.adapters.web.mastodon_api.entities.filter import Action, Context
from microblog.adapters.web.mastodon_api.filter_entities import (
    ACTIONS,
    CONTEXTS,
    keyword_entity,
    status_entity,
    v1_filter,
    whole_filter,
)
from microblog.adapters.web.mastodon_api.reading import read
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.errors import ValidationError
from microblog.domain.use_cases.filters.create_filter import LONGEST, CreateFilter, DeleteFilter
from microblog.domain.use_cases.filters.edit_filter import EditFilter, KeywordChange
from microblog.domain.use_cases.filters.filter_post import FilterPost, UnfilterPost
from microblog.domain.use_cases.filters.read_filters import (
    ReadFilter,
    ReadFilteredPost,
    ReadFilterKeyword,
    ReadFilters,
)

_CONTEXT_OF = {word: context for context, word in CONTEXTS.items()}
_ACTION_OF = {word: action for action, word in ACTIONS.items()}


class KeywordParameters(Struct, frozen=True):
    """A keyword: with an id one that is there, which `_destroy` removes."""

    id: int | None = None
    keyword: str | None = None
    whole_word: bool | None = None
    _destroy: bool = False

    def change(self) -> KeywordChange:
        """What it asks for."""
        return KeywordChange(self.id, self.keyword, self.whole_word, self._destroy)


class NewFilter(Struct, frozen=True):
    """A new filter; `expires_in` is in seconds, and without it the filter is for good."""

    title: str
    context: list[Context] = []
    filter_action: Action = "warn"
    expires_in: str | None = None
    keywords_attributes: list[KeywordParameters] = []


class ChangedFilter(Struct, frozen=True):
    """What shall be different; what is not sent stays. An empty `expires_in` makes it last for good."""

    title: str | None = None
    context: list[Context] | None = None
    filter_action: Action | None = None
    expires_in: str | None = None
    keywords_attributes: list[KeywordParameters] = []


class NewKeyword(Struct, frozen=True):
    """A keyword."""

    keyword: str
    whole_word: bool = False


class ChangedKeyword(Struct, frozen=True):
    """What shall be different of a keyword."""

    keyword: str | None = None
    whole_word: bool | None = None


class NewFilterStatus(Struct, frozen=True):
    """A status."""

    status_id: int


@frozen
class FilterEndpoints:
    """One's own filters; those of others are not there."""

    read_filters: ReadFilters
    read_filter: ReadFilter
    read_filter_keyword: ReadFilterKeyword
    read_filtered_post: ReadFilteredPost
    create_filter: CreateFilter
    edit_filter: EditFilter
    delete_filter: DeleteFilter
    filter_post: FilterPost
    unfilter_post: UnfilterPost

    def index(self, request: Request) -> Response:
        """All filters."""
        return answer([whole_filter(one) for one in self.read_filters(account_id=_me(request))])

    def show(self, request: Request) -> Response:
        """A filter."""
        return answer(whole_filter(self.read_filter(account_id=_me(request), filter_id=request.path_id("id"))))

    def create(self, request: Request) -> Response:
        """Make a filter."""
        wanted = read(request, NewFilter)
        made = self.create_filter(
            account_id=_me(request),
            title=wanted.title,
            contexts=[_CONTEXT_OF[word] for word in wanted.context],
            action=_ACTION_OF[wanted.filter_action],
            keywords=[
                (each.keyword or "", bool(each.whole_word)) for each in wanted.keywords_attributes if not each._destroy
            ],
            duration=_duration(wanted.expires_in),
        )
        return answer(whole_filter(made))

    def edit(self, request: Request) -> Response:
        """Change a filter."""
        wanted = read(request, ChangedFilter)
        changed = self.edit_filter(
            account_id=_me(request),
            filter_id=request.path_id("id"),
            title=wanted.title,
            contexts=None if wanted.context is None else [_CONTEXT_OF[word] for word in wanted.context],
            action=None if wanted.filter_action is None else _ACTION_OF[wanted.filter_action],
            keywords=[each.change() for each in wanted.keywords_attributes],
            lasts=wanted.expires_in is not None and not wanted.expires_in.strip(),
            duration=_duration(wanted.expires_in),
        )
        return answer(whole_filter(changed))

    def delete(self, request: Request) -> Response:
        """Remove a filter."""
        self.delete_filter(account_id=_me(request), filter_id=request.path_id("id"))
        return answer({})

    def keywords(self, request: Request) -> Response:
        """What a filter looks for."""
        found = self.read_filter(account_id=_me(request), filter_id=request.path_id("filter_id"))
        return answer([keyword_entity(each) for each in found.keywords])

    def add_keyword(self, request: Request) -> Response:
        """Have a filter look for something else as well."""
        wanted = read(request, NewKeyword)
        change = KeywordChange(None, wanted.keyword, wanted.whole_word)
        filter_id = request.path_id("filter_id")
        changed = self.edit_filter(account_id=_me(request), filter_id=filter_id, keywords=[change])
        return answer(keyword_entity(changed.keywords[-1]))

    def show_keyword(self, request: Request) -> Response:
        """A keyword."""
        _, found = self.read_filter_keyword(account_id=_me(request), keyword_id=request.path_id("id"))
        return answer(keyword_entity(found))

    def edit_keyword(self, request: Request) -> Response:
        """Change a keyword."""
        me, wanted = _me(request), read(request, ChangedKeyword)
        one, kept = self.read_filter_keyword(account_id=me, keyword_id=request.path_id("id"))
        change = KeywordChange(kept.id, wanted.keyword, wanted.whole_word)
        changed = self.edit_filter(account_id=me, filter_id=one.id, keywords=[change])
        return answer(keyword_entity(next(each for each in changed.keywords if each.id == kept.id)))

    def remove_keyword(self, request: Request) -> Response:
        """Remove a keyword."""
        me = _me(request)
        one, kept = self.read_filter_keyword(account_id=me, keyword_id=request.path_id("id"))
        self.edit_filter(account_id=me, filter_id=one.id, keywords=[KeywordChange(kept.id, removed=True)])
        return answer({})

    def statuses(self, request: Request) -> Response:
        """Which statuses a filter finds by themselves."""
        found = self.read_filter(account_id=_me(request), filter_id=request.path_id("filter_id"))
        return answer([status_entity(each) for each in found.posts])

    def add_status(self, request: Request) -> Response:
        """Have a filter find a status."""
        made = self.filter_post(
            account_id=_me(request),
            filter_id=request.path_id("filter_id"),
            post_id=read(request, NewFilterStatus).status_id,
        )
        return answer(status_entity(made))

    def show_status(self, request: Request) -> Response:
        """A status that a filter finds."""
        _, found = self.read_filtered_post(account_id=_me(request), filtered_id=request.path_id("id"))
        return answer(status_entity(found))

    def remove_status(self, request: Request) -> Response:
        """Have a filter find a status no longer."""
        return answer(status_entity(self.unfilter_post(account_id=_me(request), filtered_id=request.path_id("id"))))

    def index_v1(self, request: Request) -> Response:
        """All keywords, for older apps."""
        filters = self.read_filters(account_id=_me(request))
        return answer([v1_filter(one, each) for one in filters for each in one.keywords])

    def show_v1(self, request: Request) -> Response:
        """A keyword, for older apps."""
        return answer(v1_filter(*self.read_filter_keyword(account_id=_me(request), keyword_id=request.path_id("id"))))


def _me(request: Request) -> int:
    return signed_in(request).account_id


def _duration(text: str | None) -> timedelta | None:
    """Raises ValidationError for what is no number of seconds."""
    if text is None or not text.strip():
        return None
    if not re.fullmatch(r"[0-9]{1,10}", text.strip(), re.ASCII):
        limits = {"lowest": 1, "highest": int(LONGEST.total_seconds())}
        raise ValidationError("expires_in", "out_of_range", limits)
    return timedelta(seconds=int(text))
