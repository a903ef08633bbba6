import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog.adapters.web.site.next_page import next_page


@pytest.mark.parametrize("path", ["/", "/compose", "/@ada/1#p2", "/public?max_id=3", "/tags/caf%C3%A9", "/a//b"])
def test_a_path_of_ours_is_kept(path: str) -> None:
    assert next_page(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "home",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/a\\b",
        "https://evil.example",
        "https:/evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "\t//evil.example",
        " //evil.example",
        "/\n/evil.example",
        "/\x00",
        "/\x85",
        "/\u2028",
        "/\ud800",
        "/a b",
        "/" + "a" * 8001,
    ],
)
def test_anything_else_is_not(path: str) -> None:
    assert next_page(path, "/else") == "/else"


@given(st.text())
def test_whatever_comes_the_answer_is_a_plain_path(wanted: str) -> None:
    path = next_page(wanted)
    assert path.startswith("/")
    assert not path.startswith(("//", "/\\"))
    assert path.isprintable() or not any(ord(character) < 33 for character in path)
