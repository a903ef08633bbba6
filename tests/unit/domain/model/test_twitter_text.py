"""twitter-text's published cases for mentions, hashtags and links, every one.

Not run are its sections about things that do not exist here: lists (`validate.lists`, and the slugs of
`mentions_or_lists_with_indices`), cashtags, addresses without a scheme by themselves (`urls_without_protocol`), and
the weighted length of tweets (`tweets`, `*CounterTest`; `test_post_length.py` holds Mastodon's way of counting).
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from microblog.domain.model.entities import Hashtag, Link, Mention, parse_entities

DATA = Path(__file__).parents[3] / "data" / "twitter-text"

NO_SCHEME = "Mastodon: only an address with a scheme becomes a link here; the others are left out"
ADDRESS = "Mastodon: @user@domain is the address of somebody on another server"
ANY_PATH = "Mastodon: a path may hold letters of every script, and so goes on until white space"
NO_SHORTENER = "t.co is Twitter's own shortener; here it is a host like any other"
NO_LIST = "no list of top-level domains, which would be stale within a month: 'comtest' may be one"
NO_CREDENTIALS = "Mastodon: no link with user name and password, which disguises where it leads"
NAMED_HOST = "Mastodon: a host is a name, not a number; validate.yml asks more than extract.yml does"

_CJK_PATH = (
    "http://twitter.com/これは日本語です。example.com中国語http://t.co/abcde한국twitter.comテスト"
    "example2.comテストhttp://twitter.com/abcde"
)
_TCO = (
    ("http://t.co/pbY2NfTZ's", 0),
    ("http://t.co/2vYHpAc5", 23),
    ("http://t.co/ulYGBYSo", 45),
    ("http://t.co/8MkmHU0k+c", 67),
    ("http://t.co/TKLp64dY.x", 90),
    ("http://t.co/8t7G3ddS#a", 113),
    ("http://t.co/FNkPfmii-", 136),
)


def _links(*found: tuple[str, int]) -> list[dict[str, object]]:
    return [{"url": url, "indices": [start, start + len(url)]} for url, start in found]


# (section, description) -> (why it differs, what is right here)
EXCEPTIONS: dict[tuple[str, str], tuple[str, object]] = {
    ("mentions", "Extract lone metion but not @user@user (too close to an email)"): (ADDRESS, ["username", "test"]),
    ("urls", "Extract valid URL: http://example.com/"): (NO_LIST, ["http://example.comだよね.comtest/hogehoge"]),
    ("urls", "Extract URLs without protocol on (com|org|edu|gov|net) domains"): (NO_SCHEME, []),
    ("urls", "Extract URLs without protocol not on (com|org|edu|gov|net) domains"): (NO_SCHEME, []),
    ("urls", "Extract URLs without protocol on ccTLD with slash"): (NO_SCHEME, []),
    ("urls", "Extract URLs beginning with a space"): (NO_SCHEME, []),
    ("urls", "Extract long URL without protocol surrounded by CJK characters"): (NO_SCHEME, []),
    ("urls", "Extract short URL without protocol surrounded by CJK characters"): (NO_SCHEME, []),
    ("urls", "Extract URLs with and without protocol surrounded by CJK characters"): (ANY_PATH, [_CJK_PATH]),
    ("urls", "Extract short URLs without protocol on ccTLD domains without path"): (NO_SCHEME, []),
    ("urls", "Extract URLs with a - in the middle"): (NO_SCHEME, []),
    ("urls", "Extract some (tv|co) short URLs without protocol on ccTLD domains without path"): (NO_SCHEME, []),
    ("urls", "Extract URLs beginning with a non-breaking space (U+00A0)"): (NO_SCHEME, []),
    ("urls", "Extract valid URL ELPAÍS.com"): (NO_SCHEME, []),
    ("urls", "Extract a t.co URL with a trailing apostrophe"): (NO_SHORTENER, ["http://t.co/pbY2NfTZ's"]),
    ("urls", "Extract a t.co URL with a trailing hyphen"): (NO_SHORTENER, ["http://t.co/FNkPfmii-"]),
    ("urls", "DO NOT extract URLs with > 40 characters in a t.co slug"): (
        NO_SHORTENER,
        ["http://t.co/abcdefghijklmnopqrstuvwxyz012345678901234"],
    ),
    ("urls", "Extract domain followed by Japanese characters"): (NO_SCHEME, []),
    ("urls", "Extract URL before newline"): (
        NO_SCHEME,
        ["http://twitter.com", "http://example.com", "http://example.com/path"],
    ),
    ("urls_with_indices", "Extract URLs without protocol on ccTLD with slash"): (NO_SCHEME, []),
    ("urls_with_indices", "Extract URLs without protocol surrounded by CJK characters"): (NO_SCHEME, []),
    ("urls_with_indices", "Extract URLs with and without protocol surrounded by CJK characters"): (
        ANY_PATH,
        _links((_CJK_PATH, 0)),
    ),
    (
        "urls_with_indices",
        "Extract t.co URLs skipping trailing characters and adjusting indices correctly",
    ): (NO_SHORTENER, _links(*_TCO)),
    ("urls_with_directional_markers", "Extract URLs from RTL text"): (NO_SCHEME, _links(("http://twitter.com/", 26))),
    ("urls_with_directional_markers", "Extract URLs from RTL text with embedded directional marks"): (
        NO_SCHEME,
        _links(("http://foobar.پاکستان/", 33)),
    ),
    ("valid urls", "Valid url: port and userinfo"): (NO_CREDENTIALS, False),
    ("valid urls", "Valid url: ipv4"): (NAMED_HOST, False),
    ("valid urls", "Valid url: ipv6"): (NAMED_HOST, False),
}


def _mentions(text: str) -> list[Mention]:
    return [entity for entity in parse_entities(text) if isinstance(entity, Mention)]


def _names(text: str) -> object:
    return [mention.username for mention in _mentions(text)]


def _names_with_indices(text: str) -> object:
    return [{"screen_name": m.username, "indices": [m.start, m.end]} for m in _mentions(text)]


def _reply(text: str) -> object:
    return next((m.username for m in _mentions(text)[:1] if not text[: m.start].strip()), None)


def _urls(text: str) -> object:
    return [entity.url for entity in parse_entities(text) if isinstance(entity, Link)]


def _urls_with_indices(text: str) -> object:
    return _links(*((entity.url, entity.start) for entity in parse_entities(text) if isinstance(entity, Link)))


def _hashtags(text: str) -> object:
    return [entity.name for entity in parse_entities(text) if isinstance(entity, Hashtag)]


def _hashtags_with_indices(text: str) -> object:
    found = [entity for entity in parse_entities(text) if isinstance(entity, Hashtag)]
    return [{"hashtag": hashtag.name, "indices": [hashtag.start, hashtag.end]} for hashtag in found]


def _is_one(kind: type) -> Callable[[str], object]:
    """Whether the whole text is one entity of the kind, which is how the validation cases ask."""

    def is_one(text: str) -> object:
        return [(type(e), e.start, e.end) for e in parse_entities(text)] == [(kind, 0, len(text))]

    return is_one


SECTIONS: dict[str, tuple[str, str, Callable[[str], object]]] = {
    "mentions": ("extract.yml", "mentions", _names),
    "mentions_with_indices": ("extract.yml", "mentions_with_indices", _names_with_indices),
    "mentions_or_lists_with_indices": ("extract.yml", "mentions_or_lists_with_indices", _names_with_indices),
    "replies": ("extract.yml", "replies", _reply),
    "urls": ("extract.yml", "urls", _urls),
    "urls_with_indices": ("extract.yml", "urls_with_indices", _urls_with_indices),
    "urls_with_directional_markers": ("extract.yml", "urls_with_directional_markers", _urls_with_indices),
    "tco_urls_with_params": ("extract.yml", "tco_urls_with_params", _urls),
    "hashtags": ("extract.yml", "hashtags", _hashtags),
    "hashtags_from_astral": ("extract.yml", "hashtags_from_astral", _hashtags),
    "hashtags_with_indices": ("extract.yml", "hashtags_with_indices", _hashtags_with_indices),
    "valid usernames": ("validate.yml", "usernames", _is_one(Mention)),
    "valid hashtags": ("validate.yml", "hashtags", _is_one(Hashtag)),
    "valid urls": ("validate.yml", "urls", _is_one(Link)),
}


def _without_slug(mention: dict[str, Any]) -> dict[str, object]:
    start, end = mention["indices"]
    return {"screen_name": mention["screen_name"], "indices": [start, end - len(mention["list_slug"])]}


def _cases() -> list[Any]:
    files = {
        name: yaml.safe_load((DATA / name).read_text(encoding="utf-8"))["tests"]
        for name in ("extract.yml", "validate.yml")
    }
    cases = []
    for section, (file, key, _) in SECTIONS.items():
        for number, case in enumerate(files[file][key]):
            expected = case["expected"]
            if section == "mentions_or_lists_with_indices":
                expected = [_without_slug(mention) for mention in expected]
            cases.append(pytest.param(section, case["description"], case["text"], expected, id=f"{section} {number}"))
    return cases


@pytest.mark.parametrize(("section", "description", "text", "expected"), _cases())
def test_published_case(section: str, description: str, text: str, expected: object) -> None:
    found = SECTIONS[section][2](text)
    if exception := EXCEPTIONS.get((section, description)):
        reason, ours = exception
        assert found != expected, f"passes now, and is no exception any more: {reason}"
        assert found == ours, reason
    else:
        assert found == expected, description


def test_every_exception_is_a_published_case() -> None:
    published = {(case.values[0], case.values[1]) for case in _cases()}
    assert published.issuperset(EXCEPTIONS)
