"""What an app may be allowed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.scopes import DEFAULT_SCOPES, SCOPES, allows, parse_scopes, within

ONE = st.sampled_from(SCOPES)
SOME = st.lists(ONE, max_size=8)
OF_FOLLOW = {"read:blocks", "write:blocks", "read:follows", "write:follows", "read:mutes", "write:mutes"}


def test_each_is_there_once() -> None:
    assert len(set(SCOPES)) == len(SCOPES)
    assert {"read:statuses", "write:media", "admin:write:reports", "follow", "push", "profile"} < set(SCOPES)


@given(SOME, st.sampled_from([" ", "  ", "\n", "\t "]))
def test_whatever_is_there_is_read_in_one_order(wanted: list[str], between: str) -> None:
    scopes = parse_scopes(between + between.join(wanted))
    assert list(scopes) == (sorted(set(wanted), key=SCOPES.index) or list(DEFAULT_SCOPES))
    assert parse_scopes(" ".join(scopes)) == scopes


@given(SOME, st.text(min_size=1, max_size=20).filter(lambda text: not {*text.split()} <= {*SCOPES}))
def test_what_is_not_there_is_refused(wanted: list[str], strange: str) -> None:
    with pytest.raises(ValidationError) as caught:
        parse_scopes(" ".join([*wanted, strange]), field="scope")
    assert (caught.value.field, caught.value.code) == ("scope", "unknown_scope")


@pytest.mark.parametrize("strange", ["Read", "read:", "read:everything", "read,write", "admin", "readwrite", "read\0"])
def test_what_looks_like_one_is_refused(strange: str) -> None:
    with pytest.raises(ValidationError, match="scopes: unknown_scope"):
        parse_scopes(strange)


@given(ONE, ONE)
def test_a_scope_allows_itself_and_its_parts(granted: str, wanted: str) -> None:
    is_part = wanted.startswith(f"{granted}:") or (granted == "follow" and wanted in OF_FOLLOW)
    assert allows([granted], wanted) is (granted == wanted or is_part)


@given(SOME, ONE)
def test_several_allow_what_one_of_them_allows(granted: list[str], wanted: str) -> None:
    assert allows(granted, wanted) is any(allows([each], wanted) for each in granted)


@given(SOME, SOME, SOME)
def test_what_is_within_is_allowed_through_and_through(widest: list[str], middle: list[str], narrow: list[str]) -> None:
    assert within(widest, middle) is all(allows(widest, each) for each in middle)
    assert within(widest, widest)
    assert within(widest, [])
    if within(widest, middle) and within(middle, narrow):
        assert within(widest, narrow)
