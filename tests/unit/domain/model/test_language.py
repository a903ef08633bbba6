import pytest

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.language import check_language


@pytest.mark.parametrize("tag", ["en", "pt-BR", "zh-Hant-TW", "sl-rozaj-biske-1994", "x" * 8])
def test_a_tag(tag: str) -> None:
    assert check_language(tag) == tag


@pytest.mark.parametrize("tag", [None, ""])
def test_none(tag: str | None) -> None:
    assert check_language(tag) is None


@pytest.mark.parametrize(
    "tag", ["e", "-", "en-", "-en", "en_GB", "e n", "\u00e4n", "en\n", "en\0", "x" * 9, "en" + "-x" * 17]
)
def test_no_tag(tag: str) -> None:
    with pytest.raises(ValidationError, match="language: bad_language"):
        check_language(tag)
