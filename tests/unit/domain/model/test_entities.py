"""Where Mastodon's rules go beyond twitter-text's cases, limits, and properties that hold for any text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog.domain.model.entities import (
    MAX_HASHTAG_LENGTH,
    MAX_HASHTAGS,
    MAX_MENTIONS,
    Hashtag,
    Link,
    Mention,
    is_hashtag_name,
    normalise_hashtag,
    parse_entities,
)

PIECES = st.sampled_from(
    [
        *("@", "#", "\uff03", "http://", "https://", "a", "B", "_", ".", "-", "com", "example.org", "1", ":80", "/"),
        *("?", "(", ")", "<", ">", "&", '"', "'", " ", "\n", "é", "の", "。", "xn--", "\u0301", "\u200d", "RT"),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=25).map("".join))


@given(TEXTS)
def test_entities_are_what_the_text_says_in_order_and_apart(text: str) -> None:
    position = 0
    for entity in parse_entities(text):
        assert position <= entity.start < entity.end <= len(text)
        position = entity.end
        written = text[entity.start : entity.end]
        match entity:
            case Mention(_, _, username, None):
                assert written == f"@{username}"
            case Mention(_, _, username, domain):
                assert written == f"@{username}@{domain}"
            case Hashtag(_, _, name):
                assert written[0] in "#\uff03"
                assert written[1:] == name
                assert entity.normalised == normalise_hashtag(name)
            case Link(_, _, url):
                assert written == url


@given(st.text())
def test_normalising_twice_changes_nothing(name: str) -> None:
    once = normalise_hashtag(name)
    assert normalise_hashtag(once) == once


@given(TEXTS)
def test_a_normalised_hashtag_is_a_hashtag(text: str) -> None:
    for entity in parse_entities(text):
        if isinstance(entity, Hashtag):
            assert is_hashtag_name(entity.normalised)


def test_hashtags_are_one_however_they_are_written() -> None:
    assert {normalise_hashtag(name) for name in ("Straße", "STRASSE", "strasse", "\uff53trasse")} == {"strasse"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hi @alice@example.org.", Mention(3, 21, "alice", "example.org")),
        ("@Alice@Social.Example.org: hi", Mention(0, 25, "Alice", "Social.Example.org")),
        ("@alice@münchen.de", Mention(0, 17, "alice", "münchen.de")),
        ("#naïve-ish", Hashtag(0, 6, "naïve")),
        ("##twice", Hashtag(1, 7, "twice")),
        ("(https://example.org/a_(b)_(c))", Link(1, 30, "https://example.org/a_(b)_(c)")),
        ("https://example.org/a(b(c", Link(0, 21, "https://example.org/a")),
        ("https://ja.wikipedia.org/wiki/日本語。", Link(0, 33, "https://ja.wikipedia.org/wiki/日本語")),
        ("https://example.org:8443/x", Link(0, 26, "https://example.org:8443/x")),
        ("https://example.org:99999/x", Link(0, 19, "https://example.org")),
        ("https://example.org?q=a=", Link(0, 24, "https://example.org?q=a=")),
        ("[https://example.org/a], b", Link(1, 22, "https://example.org/a")),
        ("https://example.xn--p1ai/", Link(0, 25, "https://example.xn--p1ai/")),
        ("https://example.comです", Link(0, 19, "https://example.com")),
    ],
)
def test_is_an_entity(text: str, expected: Mention | Hashtag | Link) -> None:
    assert parse_entities(text) == (expected,)


@pytest.mark.parametrize(
    "text",
    [
        "@" + "a" * 31,
        "mail me: alice@example.org",
        "https://",
        "@a@b@c",
        "@alice@localhost",
        "@a@example.org@b",
        "medium.com/@alice",
        "@alice\u0301",
        "#" + "a" * (MAX_HASHTAG_LENGTH + 1),
        "#" + "\ufdfa" * 40,  # each becomes 18 code points when it is normalised
        "/#anchor",
        "https://alice:secret@example.org/",
        "https://example.org@evil.example",
        "https://example.org:80@evil.example",
        "https://example.com\u2100evil.example",  # a browser reads U+2100 as "a/c"
        "https://" + "a" * 64 + ".com",
        "https://" + "ä" * 63 + ".com",
        "https://" + "a." * 130 + "com",
        "https://" + ".".join(["äöü" * 10] * 8) + ".com",  # 251 code points, more in Punycode
        "https://a..com",
        "https://example.みんなcom",
        "https://example.org/" + "a" * 2048,
        "javascript://example.org",
        "http\u017f://example.org",
    ],
)
def test_is_no_entity(text: str) -> None:
    assert parse_entities(text) == ()


def test_entities_beyond_the_limit_stay_text() -> None:
    entities = parse_entities("@a #b " * (MAX_MENTIONS + MAX_HASHTAGS))
    assert sum(isinstance(entity, Mention) for entity in entities) == MAX_MENTIONS
    assert sum(isinstance(entity, Hashtag) for entity in entities) == MAX_HASHTAGS


@pytest.mark.parametrize(
    "piece",
    [
        *("(", "[", "<", "@", "#", "@a@", "#a", "http://", "http://a", "http://a.co/(", "http://a.co/)", "a.", "x/"),
        *("https://example.org/" + "(" * 100, "https://" + "é" * 59 + ".", "https://a." + "-" * 200, "@a@a."),
        *("#\ufdfa", "\u0301", "@@@@@@@a"),
    ],
)
def test_time_is_linear_in_the_text(piece: str) -> None:
    for text in (piece * (30_000 // len(piece)), "https://example.org/" + piece * (30_000 // len(piece))):
        began = time.thread_time()
        parse_entities(text)
        assert time.thread_time() - began < 2


def test_the_costliest_hosts_stay_affordable() -> None:
    """Punycode takes half a millisecond for a label of 58 different letters, the most that is ever encoded."""
    text = ("https://" + "".join(map(chr, range(0x4E00, 0x4E3A))) + ".com ") * 300  # twice the longest source
    began = time.thread_time()
    parse_entities(text)
    assert time.thread_time() - began < 4
