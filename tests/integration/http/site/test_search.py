import re
from urllib.parse import quote

import pytest

from microblog.domain.use_cases.trends.compute_trends import ComputeTrends
from tests.integration.http.site.people import Person
from tests.integration.http.site.whole_site import WholeSite

HOSTILE = (
    '"',
    "*",
    "-",
    "@",
    "AND",
    "NEAR(",
    'a "b',
    "(",
    "a:*",
    "a & b",
    "<script>",
    "%00",
    "%ED%A0%80",
    "\u202e",
    "%FF",
)


def test_who_is_not_signed_in_finds_what_is_public(ada: Person, stranger: Person) -> None:
    ada.write("The kettle sings before it boils.")
    ada.write("A kettle for friends", visibility="followers")
    page = stranger.page("/search?q=KETTLE")
    assert page.count("<article") == 1
    assert "The kettle sings" in page
    assert ada.page("/search?q=kettle").count("<article") == 2


def test_who_looks_for_nothing_is_shown_what_is_in_fashion(
    site: WholeSite, ada: Person, bruno: Person, stranger: Person
) -> None:
    assert "Trending hashtags" not in stranger.page("/search")
    for each in (ada, bruno):
        each.write("Nothing is like #sourdough")
    site.make(ComputeTrends)()
    page = stranger.page("/search")
    assert "Trending hashtags" in page
    assert 'href="/tags/sourdough"' in page
    assert "Trending posts" not in page
    assert "Trending hashtags" not in stranger.page("/search?q=sourdough")


def test_people_and_hashtags_are_found(ada: Person, stranger: Person) -> None:
    ada.write("About #birds and #bread")
    assert 'href="/@ada"' in stranger.page("/search/people?q=ad")
    page = stranger.page("/search/hashtags?q=b")
    assert 'href="/tags/birds"' in page
    assert 'href="/tags/bread"' in page


def test_the_page_says_what_was_looked_for_and_that_nothing_was_found(stranger: Person) -> None:
    page = stranger.page("/search?q=%3Cb%3E%26")
    assert "Results for “&lt;b&gt;&amp;”" in page
    assert 'name="q" value="&lt;b&gt;&amp;"' in page
    assert "No post has all of these words." in page
    assert "<article" not in page


def test_robots_are_kept_away(stranger: Person) -> None:
    assert '<meta name="robots" content="noindex, nofollow">' in stranger.page("/search?q=x")
    assert "Disallow: /search" in stranger.get("/robots.txt").text


def test_pages_keep_the_query(ada: Person, stranger: Person) -> None:
    for number in range(21):
        ada.write(f"tea & cake {number}")
    page = stranger.page("/search?q=tea+%26+cake")
    older = re.search(r'rel="next" href="([^"]+)"', page)
    assert older
    assert "q=tea%20%26%20cake&amp;max_id=" in older[1]
    page = stranger.page(older[1].replace("&amp;", "&"))
    assert page.count("<article") == 1
    assert 'rel="prev" href="/search?q=tea%20%26%20cake&amp;min_id=' in page


def test_a_deed_on_a_found_post_leads_back_to_what_was_found(ada: Person) -> None:
    ada.write("tea")
    assert 'name="next" value="/search?q=tea' in ada.page("/search?q=tea")


@pytest.mark.parametrize("path", ["/search", "/search/people", "/search/hashtags"])
def test_what_cannot_be_looked_for_is_said_on_the_page(stranger: Person, path: str) -> None:
    assert "<article" not in stranger.page(path)
    for query, status, sentence in (
        ("%3F" if path != "/search/hashtags" else "%23", 422, "There is nothing in this to look for."),
        ("x" * 201, 422, "This has 201 characters; at most 200 are allowed."),
        ("x" * 7000, 422, "This has 7000 characters; at most 200 are allowed."),
        ("a%00b", 422, "invisible character (U+0000)"),
        ("+", 200, "Type words that a post has"),
    ):
        answer = stranger.get(f"{path}?q={query}")
        assert answer.status == status, query
        assert sentence in answer.text, query


@pytest.mark.parametrize("path", ["/search", "/search/people", "/search/hashtags"])
def test_no_query_is_an_error_of_ours(stranger: Person, path: str) -> None:
    for query in HOSTILE:
        answer = stranger.get(f"{path}?q={quote(query, safe='%')}")
        assert answer.status in (200, 422), query
