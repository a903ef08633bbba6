# ruff: noqa: RUF001 (letters that look like others are what this is about)
"""Each storage's own engine finds the same, whatever language or syntax a text and a query have."""

import itertools

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.search_words import MAX_QUERY_LENGTH, wanted_words
from microblog.domain.model.views import AccountView, PostView
from tests.integration.storage.storage import Storage
from tests.integration.storage.storages import DATABASES, memory

TEXTS = {
    "bread": "The rye bread of my grandmother, and a sourdough that is 12 years old.",
    "umlaut": "Über Käse und Brötchen: die Straße nach Łódź führt durch Öl.",
    "tags": "Made today: #SlowFood #rye_bread @anna@example.org https://example.org/bread?q=1",
    "cjk": "今日は東京都でパンを買いました。",
    "korean": "서울에서 빵을 샀어요",
    "thai": "ขนมปังอร่อย",
    "russian": "Ржаной хлеб – ёлка, превысокомногорассмотрительствующий",
    "greek": "ΟΔΥΣΣΕΥΣ ψωμί",
    "hindi": "हिन्दी रोटी",
    "arabic": "خبز طازج",
    "emoji": "Baked 🥖🍞 with ❤️ by 👩‍🍳",
    "short": "A B C to be or not to be, I do it",
    "syntax": 'say "AND OR NOT NEAR" * (column : value) -minus +plus ~tilde <less> %percent _under \\back',
    "long": "x" * 90 + " " + "y" * 400,
    "compatible": "ｆｕｌｌｗｉｄｔｈ １２３ ﬁne ½",
    "decomposed": "Cafe\u0301 nai\u0308ve",
}
FINDS = {
    "rye": {"bread", "tags"},
    "RYE Bread": {"bread", "tags"},
    "bread rye": {"bread", "tags"},
    "bread grandmother": {"bread"},
    "grand": set(),  # whole words
    "12": {"bread"},
    "the": {"bread"},  # a stop word of most engines
    "und": {"umlaut"},
    "to be": {"short"},
    "i": {"short"},
    "a": {"bread", "short"},
    "uber kase": {"umlaut"},
    "ÜBER KÄSE": {"umlaut"},
    "strasse": {"umlaut"},
    "STRASSE lodz": {"umlaut"},
    "ol": {"umlaut"},
    "#slowfood": {"tags"},
    "@anna": {"tags"},
    "example.org": {"tags"},
    "東": {"cjk"},
    "東京": {"cjk"},
    "東京都": {"cjk"},
    "京東": set(),
    "パン": {"cjk"},
    "ﾊﾟﾝ": {"cjk"},
    "今日 東京": {"cjk"},
    "서울": {"korean"},
    "ขนมปัง": {"thai"},
    "хлеб": {"russian"},
    "ХЛЕБ елка": {"russian"},
    "превысокомногорассмотрительствующий": {"russian"},
    "превысоко": set(),
    "οδυσσευς": {"greek"},
    "ψωμι": {"greek"},
    "रोटी": {"hindi"},
    "خبز": {"arabic"},
    "🥖": {"emoji"},
    "🍞 baked": {"emoji"},
    "❤": {"emoji"},
    "❤️": {"emoji"},
    "🧈": set(),
    "x" * 90: {"long"},
    "x" * 89: set(),
    "fullwidth 123 fine": {"compatible"},
    "café": {"decomposed"},
    "CAFE naive": {"decomposed"},
    '"and or not near"': {"syntax"},
    "AND": {"bread", "syntax"},
    "NOT": {"short", "syntax"},
    "NEAR(say minus)": {"syntax"},
    "say -minus": {"syntax"},
    "value*": {"syntax"},
    "words:value": set(),
    '"say': {"syntax"},
    "%percent' OR 1=1 --": set(),
    "plus & tilde | less ! percent <-> under:*": {"syntax"},
    "+plus &tilde |less !percent": {"syntax"},
    "wdrye": set(),  # as the SQL storages keep it
    "\\back": {"syntax"},
}


def found(storage: Storage, query: str) -> list[int]:
    """The ids of the posts that are found."""
    return [view.id for view in storage.search.posts(None, wanted_words(query), Cursor()).items]


def test_the_same_is_found_everywhere(storage: Storage) -> None:
    author = storage.account()
    ids = {storage.post(author, text=text).id: name for name, text in TEXTS.items()}
    assert {query: {ids[each] for each in found(storage, query)} for query in FINDS} == FINDS


HOSTILE = [
    '"', "*", "-", "@", "#", "AND", "NEAR(", "NEAR(a b, 5)", '"""', "'", "';--", "(", ")", "((a)", "a*b*", "^a", "a:b",
    "{a b}: c", "+", "++a", "a -b", "~a", "<a >b", "a\\", "%", "%%s", "%(words)s", ":words", "?", "$1", "a & | !b",
    "<->", "a:*", "\t", "\n", "\u202e", "\u0301", "\ufe0f", "🏳️‍🌈", "a" * 200, "a " * 100, "東" * 200, "🥖" * 200,
    "\ufdfa" * 200, "é" * 100, "wx" + "0" * 20, "NULL", "true", "1e999", "0x00", "--", "/*", "*/", "``", "@@", "(<>)",
]  # fmt: skip


@pytest.mark.parametrize(
    "bad", ["", " ", "\0", "a\0b", "\x07", "\ud800", "\ufffe", "a" * (MAX_QUERY_LENGTH + 1), "z" * 10_240]
)
def test_a_query_that_cannot_be_meant_is_refused(bad: str) -> None:
    with pytest.raises(ValidationError) as caught:
        wanted_words(bad)
    assert caught.value.field == "q"


def words_or_none(query: str) -> tuple[str, ...]:
    """The words of a query, none where it is refused for having none."""
    try:
        return wanted_words(query)
    except ValidationError as error:
        if error.code not in ("no_words", "required"):
            raise
        return ()


def test_no_query_breaks_an_engine(storage: Storage) -> None:
    author = storage.account("qqq", display_name="")
    for query in HOSTILE:
        post = storage.post(author, text=query)
        assert list(storage.search.hashtags(None, query, 40)) == []
        words = words_or_none(query)
        if words:
            assert post.id in [view.id for view in storage.search.posts(None, words, Cursor()).items], query
            assert author.id not in [view.id for view in storage.search.accounts(None, words, Cursor()).items], query


ALPHABET = "aäbBßiIİıοσςžđ东京パ゙か가ขहि्خ🥖❤️‍ \u0301\u200d_-*\"'#@:(1½"
texts = st.text(ALPHABET, max_size=8)


@pytest.mark.parametrize("name", DATABASES)
def test_what_is_found_is_what_memory_finds(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    directory = tmp_path_factory.mktemp("corpora")
    numbers = itertools.count()

    @settings(max_examples=60 if name == "sqlite" else 20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(corpus=st.lists(texts, min_size=1, max_size=8), queries=st.lists(texts, min_size=1, max_size=8))
    def agree(corpus: list[str], queries: list[str]) -> None:
        here = directory / str(next(numbers))
        here.mkdir()
        answers_of: list[dict[str, tuple[Page[PostView], Page[AccountView]]]] = []
        for make in (memory, DATABASES[name]):
            storage = make(here)
            try:
                with storage.begin() as unit:
                    for text in corpus:
                        account = storage.some_account()
                        unit.accounts.add(evolve(account, display_name=text))
                        unit.posts.add(storage.some_post(account, text=text))
                    unit.commit()
                answers = {}
                for query in (*queries, *corpus):
                    cursor, words = Cursor(limit=40), words_or_none(query)
                    if words:
                        answers[query] = (
                            storage.search.posts(None, words, cursor),
                            storage.search.accounts(None, words, cursor),
                        )
                answers_of.append(answers)
            finally:
                storage.close()
        assert answers_of[0] == answers_of[1]

    agree()
