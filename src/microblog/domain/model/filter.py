"""Filters: what somebody does not want to read, or only if they choose to."""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum

from attrs import frozen

from microblog.domain.model.errors import NotFound, ValidationError
from microblog.domain.model.text import clean_line

MAX_FILTERS = 50  # of one account
MAX_KEYWORDS = 50  # of one filter
MAX_FILTERED_POSTS = 100  # of one filter
MAX_TITLE_LENGTH = 255  # code points
MAX_KEYWORD_LENGTH = 255  # code points


class FilterContext(Enum):
    """Where a filter is at work."""

    HOME = "home"  # the home timeline and lists
    NOTIFICATIONS = "notifications"
    PUBLIC = "public"  # the public timeline and hashtags
    THREAD = "thread"
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


def match(one: Filter, post_id: int, folded: str) -> FilterMatch | None:
    """What a filter finds in a post, whose text was brought into one case by `str.casefold`. It takes linear time."""
    found = next((each.keyword for each in one.keywords if _is_in(each, folded)), None)
    is_chosen = any(each.post_id == post_id for each in one.posts)
    return FilterMatch(one, found, is_chosen) if found is not None or is_chosen else None


def _is_in(each: FilterKeyword, folded: str) -> bool:
    keyword = each.keyword.casefold()
    if not each.whole_word:
        return keyword in folded
    start = folded.find(keyword)
    while start >= 0:
        end = start + len(keyword)
        # A keyword that itself begins or ends with a sign, such as #, has no word there that could go on.
        before = start > 0 and _in_word(keyword[0]) and _in_word(folded[start - 1])
        after = end < len(folded) and _in_word(keyword[-1]) and _in_word(folded[end])
        if not before and not after:
            return True
        start = folded.find(keyword, start + 1)
    return False


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"
