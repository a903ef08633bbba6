import pytest

from microblog.adapters.web.response import CookieRules, Response


@pytest.mark.parametrize("value", ["a\r\nSet-Cookie: x=1", "a\0", "a\nb"])
def test_a_header_cannot_be_split(value: str) -> None:
    with pytest.raises(ValueError, match="control character"):
        Response().with_header("X-Thing", value)


def test_a_redirect_cannot_be_split_either() -> None:
    assert Response.redirect("/a\r\nb c?q=é&r=%20").header("Location") == "/a%0D%0Ab%20c?q=%C3%A9&r=%20"


@pytest.mark.parametrize("value", ["a;b", "a b", 'a"', "é", "a,b", "a\\b"])
def test_a_cookie_refuses_what_it_cannot_hold(value: str) -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        Response().set_cookie("name", value, secure=True)


def test_cookies_over_https_belong_to_this_host_alone() -> None:
    answer = CookieRules(secure=True).put(Response(), "session", "abc", max_age=60)
    assert answer.header("Set-Cookie") == ("__Host-session=abc; Path=/; SameSite=Lax; Max-Age=60; HttpOnly; Secure")


def test_cookies_on_plain_loopback_are_sent_back() -> None:
    answer = CookieRules(secure=False).drop(Response(), "session")
    assert answer.header("Set-Cookie") == "session=; Path=/; SameSite=Lax; Max-Age=0; HttpOnly"
