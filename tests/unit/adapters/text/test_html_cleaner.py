"""What is left of HTML from outside."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog.adapters.text.html_cleaner import Nh3HtmlCleaner
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.post_html import render_field_html, render_post_html
from microblog.domain.model.text import clean_text

clean = Nh3HtmlCleaner()
URLS = {("alice", None): "https://example.org/@alice", ("bob", "b.example"): "https://b.example/@bob"}
PIECES = st.one_of(
    st.text(max_size=10),
    st.sampled_from(
        [
            *("@alice ", "@bob@b.example ", "#tag ", "\uff03\u200dカ ", "\n\n", "<b>", "&amp;", "\xa0", "\t", '"', "'"),
            *("https://example.org/a?b=c&d='e'", "http://www.example.org/" + "ab(c)" * 20, "https://été.example/é "),
        ]
    ),
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_what_we_render_is_clean(value: str) -> None:
    try:
        text = clean_text(value, field="text", max_length=10_000)
    except ValidationError:
        return
    tag_url = "https://example.org/tags/{}".format
    for html in (
        render_post_html(text, mention_urls=URLS, hashtag_url=tag_url),
        render_field_html(text.replace("\n", " "), mention_urls=URLS, hashtag_url=tag_url),
    ):
        assert clean(html) == html


MARKUP = st.sampled_from(
    [
        *(
            "<a ",
            "<p ",
            "<span ",
            "<svg>",
            "<math>",
            "<style>",
            "<script>",
            "<!--",
            "-->",
            "<![CDATA[",
            "</a>",
            "<table>",
        ),
        *('class="mention', "class='p-x u-y'", 'rel="tag me', "href=https://a.example", 'href="javascript:x', '"', "'"),
        *("<", ">", "/", "&quot;", "&#0;", "\x00", "text", " ", "target=_top", "title=x", "<template>", "<noscript>"),
    ]
)


@given(st.lists(MARKUP, max_size=25).map("".join))
def test_cleaning_twice_changes_nothing(html: str) -> None:
    once = clean(html)
    assert clean(once) == once
    assert "<script" not in once
    assert not re.search(r'<[^>]*href="javascript', once)


LINK = 'rel="nofollow noopener noreferrer" target="_blank"'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<script>alert(1)</script><p onclick=x style=y id=z>a</p>", "<p>a</p>"),
        ("<img src=x onerror=y><iframe src=z></iframe>a", "a"),
        ("<a href='https://a.example/?x&y' target=_top>a</a>", f'<a href="https://a.example/?x&amp;y" {LINK}>a</a>'),
        ("<a href='mailto:a@b.example'>a</a>", f'<a href="mailto:a@b.example" {LINK}>a</a>'),
        ("<a href=' javascript:x'>a</a>", f"<a {LINK}>a</a>"),
        ("<a href='data:text/html,x'>a</a>", f"<a {LINK}>a</a>"),
        ("<a href='/relative'>a</a>", f"<a {LINK}>a</a>"),
        ("<a rel='opener me'>a</a>", '<a rel="me nofollow noopener noreferrer" target="_blank">a</a>'),
        ("<a class='mention evil' target=_top rel=opener>a</a>", '<a class="mention">a</a>'),
        ("<a class='mention hashtag' rel='TAG'>a</a>", '<a class="mention hashtag" rel="tag">a</a>'),
        (
            "<span class='h-card p-a u-b dt-c e-d admin button'>a</span>",
            '<span class="h-card p-a u-b dt-c e-d">a</span>',
        ),
        ("<p class=mention>a</p><span class=evil>b</span>", "<p>a</p><span>b</span>"),
        ("<ol start=3 reversed><li value=2>a</ol>", '<ol start="3" reversed=""><li value="2">a</li></ol>'),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<blockquote><pre><code>a\n b</blockquote>", "<blockquote><pre><code>a\n b</code></pre></blockquote>"),
        ("<em>a</em><strong>b</strong><b>c</b><br/>", "<em>a</em><strong>b</strong><b>c</b><br>"),
        ("<i>d</i><u>e</u><del>f</del><s>g</s>", "<i>d</i><u>e</u><del>f</del><s>g</s>"),
        ("<h1>a</h1><!-- b -->", "a"),
        ("<a title='<a target=_top>' href=https://a.example>b", f'<a href="https://a.example" {LINK}>b</a>'),
    ],
)
def test_cleans(html: str, expected: str) -> None:
    assert clean(html) == expected


@pytest.mark.parametrize("piece", ["<", "<b>", "<a href=https://a.example>", "</p>", "<ul><li>", "&", "<span>"])
def test_deep_nesting_neither_breaks_nor_hangs(piece: str) -> None:
    began = time.thread_time()
    assert len(clean(piece * 5_000)) < 1_000_000
    assert time.thread_time() - began < 5
