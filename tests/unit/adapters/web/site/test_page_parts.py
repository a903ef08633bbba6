import gc
import itertools
import weakref
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from attrs import evolve
from markupsafe import Markup

from microblog.adapters.localization.translator import CatalogueTranslator
from microblog.adapters.web.response import CookieRules
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.site.static import StaticFiles
from microblog.domain.model.account import Role
from microblog.domain.model.post import Visibility
from microblog.domain.model.views import AccountView, PostView, Viewer
from microblog.domain.use_cases.accounts.sign_up import Registration
from tests.unit.domain.use_cases.fakes import HandMovedClock

ADA = AccountView(1, "ada", None, "https://example.org/@ada", "Ada", locked=False)
POST = PostView(
    entry_id=7,
    id=7,
    uri="",
    url="",
    author=ADA,
    text="tea",
    html="<p>tea</p>",
    content_warning="",
    language="en",
    visibility=Visibility.PUBLIC,
    created_at=datetime(2026, 1, 1, 12, 0, tzinfo=UTC),
    edited_at=None,
    in_reply_to_id=None,
    in_reply_to_account_id=None,
    thread_id=7,
    mentions=(),
    hashtags=(),
    media=(),
    replies_count=0,
    boosts_count=0,
    likes_count=0,
    liked=False,
    boosted=False,
    bookmarked=False,
    pinned=False,
    muted=False,
)

Part = Callable[..., Markup]

_new_ids = itertools.count(1000)


def somebody(account_id: int) -> Viewer:
    return Viewer(account_id, "name", "", "", Role.USER, None, 1, unread_notifications=0, follow_requests=0)


AUTHOR, OTHER = somebody(ADA.id), somebody(2)


@pytest.fixture(scope="module")
def pages() -> Pages:
    return Pages.build(
        CatalogueTranslator(),
        StaticFiles.load(),
        CookieRules(secure=False),
        "Here",
        Registration.OPEN,
        HandMovedClock(),
    )


@pytest.fixture
def entries(pages: Pages) -> Part:
    return cast("Part", pages.environments["en"].globals["entries"])


def test_a_page_carries_the_token_of_its_own_session_alone(entries: Part) -> None:
    first = entries([POST], OTHER, "token-one", "/public")
    second = entries([POST], OTHER, "token-two", "/?max_id=9")
    assert 'value="token-one"' in first
    assert 'value="/public#p7"' in first
    assert 'value="token-two"' in second
    assert 'value="/?max_id=9#p7"' in second
    assert "token-one" not in second
    assert "/public#" not in second


def test_no_mark_is_left(entries: Part) -> None:
    assert "\0" not in entries([POST], OTHER, "token", "/")


def test_where_to_come_back_to_is_escaped(entries: Part) -> None:
    assert "<script>" not in entries([POST], OTHER, "token", '/"><script>')


def test_only_the_author_is_offered_to_edit(entries: Part) -> None:
    assert "/@ada/7/edit" in entries([POST], AUTHOR, "token", "/")
    assert "/@ada/7/edit" not in entries([POST], OTHER, "token", "/")


def test_who_mutes_the_conversation_is_offered_to_hear_of_it_again(entries: Part) -> None:
    assert "/@ada/7/mute" in entries([POST], OTHER, "token", "/")
    assert "/@ada/7/unmute" in entries([evolve(POST, muted=True)], OTHER, "token", "/")


def test_a_stranger_gets_no_form(entries: Part) -> None:
    assert "<form" in entries([POST], OTHER, "token", "/")
    assert "<form" not in entries([POST], None, "", "/")


def test_what_one_viewer_likes_does_not_look_liked_to_another(entries: Part) -> None:
    assert "/@ada/7/unlike" in entries([evolve(POST, liked=True)], OTHER, "token", "/")
    assert "/@ada/7/unlike" not in entries([POST], AUTHOR, "token", "/")


def test_a_boost_of_a_post_and_the_post_have_places_of_their_own(entries: Part) -> None:
    boosted_by = evolve(ADA, id=3, username="bob", display_name="Bob")
    both = entries([evolve(POST, entry_id=9, boosted_by=boosted_by), POST], OTHER, "token", "/")
    assert 'id="p9"' in both
    assert 'id="p7"' in both
    assert both.count("Bob") == 1


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        ({"html": "<p>coffee</p>", "edited_at": datetime(2026, 1, 2, tzinfo=UTC)}, "coffee"),
        ({"author": evolve(ADA, display_name="Countess")}, "Countess"),
        ({"content_warning": "hot"}, "hot"),
        ({"likes_count": 4321}, "4,321"),
        ({"boosts_count": 4322}, "4,322"),
        ({"replies_count": 4323}, "4,323"),
        ({"boosted": True}, "/unboost"),
        ({"language": "tlh"}, 'lang="tlh"'),
    ],
)
def test_what_changes_is_seen_at_once(entries: Part, change: dict[str, Any], seen: str) -> None:
    assert seen not in entries([POST], OTHER, "token", "/")
    assert seen in entries([evolve(POST, **change)], OTHER, "token", "/")


@pytest.mark.parametrize(
    ("change", "is_kept"),
    [({}, True), ({"html": "&amp;" * 2000}, False), ({"content_warning": "\N{BREAD}" * 3000}, False)],
)
def test_what_is_kept_is_small(entries: Part, change: dict[str, Any], is_kept: bool) -> None:
    post = evolve(POST, id=next(_new_ids), **change)
    assert entries([post], OTHER, "token", "/") == entries([post], OTHER, "token", "/")
    still_there = weakref.ref(post)
    del post
    gc.collect()
    assert (still_there() is not None) is is_kept


def test_each_language_has_its_own(pages: Pages) -> None:
    german = cast("Part", pages.environments["de"].globals["entries"])([POST], OTHER, "token", "/")
    assert "01.01.2026" in german


def test_each_empty_form_has_its_own_key_and_token(pages: Pages) -> None:
    blank = cast("Part", pages.environments["en"].globals["blank_compose"])
    first, second = (blank("en", "unlisted", one == "two", f"key-{one}", f"token-{one}") for one in ("one", "two"))
    assert 'value="key-one"' in first
    assert 'value="token-one"' in first
    assert 'value="key-two"' in second
    assert not {"key-one", "token-one"} & set(second.split(chr(34)))
    assert "\0" not in first + second
    assert '<option value="en" selected>' in first
    assert '<option value="unlisted" selected>' in first
    assert ['name="sensitive" value="y" checked' in form for form in (first, second)] == [False, True]


def test_the_masthead_shows_whose_it_is_what_is_new_and_where_one_is(pages: Pages) -> None:
    masthead = cast("Part", pages.environments["en"].globals["masthead"])
    assert 'href="/login"' in masthead("/about", None)
    assert 'href="/about" aria-current="page"' in masthead("/about", None)
    assert 'href="/@name"' in masthead("/@other", OTHER)
    assert "aria-current" not in masthead("/@other", OTHER)
    assert 'href="/@name" aria-current="page"' in masthead("/@name", OTHER)
    assert 'class="count"' not in masthead("/", OTHER)
    assert '<span class="count">3' in masthead("/", evolve(OTHER, unread_notifications=3))
    assert '<span class="count">99+' in masthead("/", evolve(OTHER, unread_notifications=100))


def test_the_byways_lead_where_one_may_go(pages: Pages) -> None:
    byways = cast("Part", pages.environments["en"].globals["byways"])
    assert "/settings/profile" not in byways(None)
    assert "/settings/profile" in byways(OTHER)
    assert "/moderation" not in byways(OTHER)
    assert "/moderation" in byways(evolve(OTHER, role=Role.MODERATOR))
    assert "/follow-requests" not in byways(OTHER)
    assert '<span class="count">2' in byways(evolve(OTHER, follow_requests=2))
