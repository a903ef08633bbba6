import pytest

from microblog.adapters.web.oauth.scope_words import words_of
from microblog.domain.model.scopes import SCOPES


@pytest.mark.parametrize("scope", SCOPES)
def test_every_scope_has_words_of_its_own_below_a_heading(scope: str) -> None:
    ((heading, (sentence,)),) = words_of((scope,))
    others = [words for other in SCOPES if other != scope for _, words in words_of((other,)) if _ == heading]
    assert (sentence,) not in others


def test_what_includes_the_rest_stands_for_it() -> None:
    assert words_of(SCOPES[:-1]) == words_of(("read", "write", "push", "admin:read", "admin:write"))
    assert words_of(("read", "read:statuses", "profile", "write:media")) == words_of(("read", "write:media"))
    assert words_of(("follow", "read:blocks", "write:follows")) == words_of(("follow",))
    assert words_of(("read", "follow")) != words_of(("read",))
    assert words_of(()) == ()


def test_groups_stand_in_order() -> None:
    headings = [heading for heading, _ in words_of(("admin:write", "push", "read", "admin:read:reports"))]
    assert headings == [
        "It can see",
        "It can do in your name",
        "It can see what those who run this server see",
        "It can change what those who run this server change",
    ]
