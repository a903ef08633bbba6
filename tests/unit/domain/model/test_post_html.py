"""Rendering of what people write."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog.domain.model.post_html import render_field_html, render_post_html

URLS = {("alice", None): "https://example.org/@alice", ("bob", "other.example"): "https://other.example/@bob?a=1&b=2"}
TAG = re.compile(r'</?(?:p|br|span|a)(?: (?:href|class|rel|target)="[^"<>]*")*>')


def render(text: str) -> str:
    return render_post_html(text, mention_urls=URLS, hashtag_url="https://example.org/tags/{}".format)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        (" \n ", ""),
        ("one\ntwo\n\nthree\n \t\n\nfour", "<p>one<br>two</p><p>three</p><p>four</p>"),
        ("<b>&\"'\xa0</b>", "<p>&lt;b&gt;&amp;\"'&nbsp;&lt;/b&gt;</p>"),
        (
            "@Alice hi",
            '<p><span class="h-card"><a href="https://example.org/@alice" class="u-url mention">'
            "@<span>Alice</span></a></span> hi</p>",
        ),
        (
            "@bob@Other.Example",
            '<p><span class="h-card"><a href="https://other.example/@bob?a=1&amp;b=2" class="u-url mention">'
            "@<span>bob</span></a></span></p>",
        ),
        ("@nobody @bob @alice@other.example", "<p>@nobody @bob @alice@other.example</p>"),
        (
            "#Café",
            '<p><a href="https://example.org/tags/café" class="mention hashtag" rel="tag">#<span>Café</span></a></p>',
        ),
        (
            "https://www.example.org/?a&b",
            '<p><a href="https://www.example.org/?a&amp;b" rel="nofollow noopener noreferrer" target="_blank">'
            '<span class="invisible">https://www.</span><span>example.org/?a&amp;b</span>'
            '<span class="invisible"></span></a></p>',
        ),
        (
            "http://example.org/123456789012345678/rest",
            '<p><a href="http://example.org/123456789012345678/rest" rel="nofollow noopener noreferrer"'
            ' target="_blank"><span class="invisible">http://</span>'
            '<span class="ellipsis">example.org/123456789012345678</span>'
            '<span class="invisible">/rest</span></a></p>',
        ),
    ],
)
def test_renders(text: str, html: str) -> None:
    assert render(text) == html


def test_a_field_is_one_line_whose_links_claim_identity() -> None:
    html = render_field_html(" https://example.org ", mention_urls={}, hashtag_url=str)
    assert html == (
        '<a href="https://example.org" rel="me nofollow noopener noreferrer" target="_blank">'
        '<span class="invisible">https://</span><span>example.org</span><span class="invisible"></span></a>'
    )


def test_addresses_cannot_leave_their_attribute() -> None:
    html = render_post_html("@alice #b", mention_urls={("alice", None): '"><script>'}, hashtag_url='"{}'.format)
    assert "<script>" not in html
    assert 'href="&quot;&gt;&lt;script&gt;"' in html
    assert 'href="&quot;b"' in html


@given(
    st.lists(
        st.one_of(
            st.text(max_size=8),
            st.sampled_from(
                ["<script>", "</p>", "\"'", "&lt;", "https://example.org/", "<", "'onload=", "@alice", "#", "\n\n"]
            ),
        )
    ).map("".join)
)
def test_no_markup_comes_from_the_text(text: str) -> None:
    rest = TAG.sub("", render(text))
    assert "<" not in rest
    assert ">" not in rest
