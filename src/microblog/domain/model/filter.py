"""Filters: what somebody does not want to read, or only if they choose to."""

import re
from collections.abc import Sequence
from datetime import datetime
from enum import Enum

from attrs import define, frozen

from microblog.domain.model.errors import NotFound, ValidationError
from microblog.domain.model.text import clean_line

MAX_FILTERS = 50  # of one account
MAX_KEYWORDS = 50  # of one filter
MAX_FILTERED_POSTS = 100  # of one filter
MAX_TITLE_LENGTH = 255  # code points
MAX_KEYWORD_LENGTH = 255  # code points
_MARK = "\0"
_WORD, _RUNS = re.compile(r"\w"), re.compile(r"\w+|\W+")


class FilterContext(Enum):
    """Where a filter is at work."""

    HOME = "home"  # the home timeline and lists, and what one likes and has bookmarked
    NOTIFICATIONS = "notifications"
    PUBLIC = "public"  # the public timeline, hashtags, and what a search finds
    THREAD = "thread"  # and conversations
    ACCOUNT = "account"  # profiles


class FilterAction(Enum):
    """What becomes of a post that a filter finds."""

    WARN = "warn"
    HIDE = "hide"
    BLUR = "blur"  # its pictures


@frozen
class FilterKeyword:
    """Words in a row. `whole_word`: what stands around them may not go on with them."""

    id: int
    keyword: str
    whole_word: bool


@frozen
class FilteredPost:
    """A single post that a filter finds."""

    id: int
    post_id: int


@frozen
class Filter:
    """An account does not want to read what has one of these keywords or is one of these posts."""

    id: int
    account_id: int
    title: str
    contexts: tuple[FilterContext, ...]
    action: FilterAction
    keywords: tuple[FilterKeyword, ...]
    posts: tuple[FilteredPost, ...]
    created_at: datetime
    expires_at: datetime | None  # None: never


@frozen
class FilterMatch:
    """A filter has found a post: by a keyword, or as that post."""

    filter: Filter
    keyword: str | None
    is_chosen: bool


@define
class SearchedText:
    """What filters look through. Found by words only where one is found at all: most are in no post of a page."""

    folded: str
    """In one case, by `str.casefold`."""
    _words: str | None = None

    @property
    def words(self) -> str:
        """The same with marks around its words."""
        if self._words is None:
            self._words = _MARK + _marked(self.folded) + _MARK
        return self._words


def checked_title(title: str) -> str:
    """The title if it may be one. Raises ValidationError otherwise."""
    return clean_line(title, field="title", max_length=MAX_TITLE_LENGTH, required=True)


def checked_contexts(contexts: Sequence[FilterContext]) -> tuple[FilterContext, ...]:
    """Each once, in the order of their table. Raises ValidationError where there is none."""
    if not contexts:
        raise ValidationError("context", "required")
    return tuple(context for context in FilterContext if context in contexts)


def checked_keyword(keyword: str) -> str:
    """The keyword if it may be one. Raises ValidationError otherwise."""
    return clean_line(keyword, field="keyword", max_length=MAX_KEYWORD_LENGTH, required=True)


def check_size(changed: Filter) -> Filter:
    """The filter if it holds no more than it may. Raises ValidationError otherwise."""
    if len(changed.keywords) > MAX_KEYWORDS:
        raise ValidationError("keywords", "too_many", {"limit": MAX_KEYWORDS})
    if len(changed.posts) > MAX_FILTERED_POSTS:
        raise ValidationError("posts", "too_many", {"limit": MAX_FILTERED_POSTS})
    return changed


def with_keyword(filters: Sequence[Filter], keyword_id: int) -> tuple[Filter, FilterKeyword]:
    """The keyword of that id and its filter. Raises NotFound."""
    for one in filters:
        for keyword in one.keywords:
            if keyword.id == keyword_id:
                return one, keyword
    raise NotFound


def with_post(filters: Sequence[Filter], filtered_id: int) -> tuple[Filter, FilteredPost]:
    """The filtered post of that id and its filter. Raises NotFound."""
    for one in filters:
        for post in one.posts:
            if post.id == filtered_id:
                return one, post
    raise NotFound


def match(one: Filter, post_id: int, text: SearchedText) -> FilterMatch | None:
    """What a filter finds in a post with that text. For each keyword it takes linear time, whatever they hold."""
    found = next((each.keyword for each in one.keywords if _is_in(each, text)), None)
    is_chosen = any(each.post_id == post_id for each in one.posts)
    return FilterMatch(one, found, is_chosen) if found is not None or is_chosen else None


def _is_in(each: FilterKeyword, text: SearchedText) -> bool:
    keyword = each.keyword.casefold()
    if keyword not in text.folded:
        return False
    return not each.whole_word or _as_words(keyword) in text.words


def _marked(folded: str) -> str:
    """With a mark, which no text holds, wherever a word begins or ends."""
    return _MARK.join(_RUNS.findall(folded))


def _as_words(keyword: str) -> str:
    # A keyword that itself begins or ends with a sign, such as #, has no word there that could go on.
    before, after = (_MARK if _WORD.match(end) else "" for end in (keyword[0], keyword[-1]))
    return before + _marked(keyword) + after
