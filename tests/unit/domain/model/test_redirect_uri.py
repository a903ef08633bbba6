import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog.domain.model.app import OUT_OF_BAND
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.redirect_uri import MAX_REDIRECT_URI, check_redirect_uri


@pytest.mark.parametrize(
    "value",
    [
        OUT_OF_BAND,
        "https://app.example/callback?from=here&x=%20",
        "http://127.0.0.1:8976/",
        "http://[::1]:4000/cb",
        "https://elk.example/api/b.example/oauth/https%3A%2F%2Felk.example",
        "myapp://",
        "com.example.App:/oauth",
        "oauth2redirect://com.example.app/",
        "My-App+1.x:callback",
        "https://a.example/" + "a" * (MAX_REDIRECT_URI - 18),
    ],
)
def test_what_apps_really_have_is_taken_as_it_is(value: str) -> None:
    assert check_redirect_uri(value, field="redirect_uris") == value


@pytest.mark.parametrize(
    "value",
    [
        "",
        "/callback",
        "callback",
        "//app.example/",
        "https:",
        "https:app.example",
        "https:/app.example",
        "https:///callback",
        "https://:80/",
        "https://app.example/#fragment",
        "https://app.example/#",
        "myapp://callback#x",
        "https://b.example@app.example/",
        "https://app.example:port/",
        "https://[::1/",
        "https://app.example\\@b.example/",
        "https://app.example/a b",
        "https://app.example/\r\nSet-Cookie: a=b",
        "https://app.example/\0",
        "\thttps://app.example/",
        " https://app.example/",
        "https://app.example/\n",
        "https://äpp.example/",
        'https://app.example/"',
        "https://app.example/<b>",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "DATA:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "about:blank",
        "blob:https://app.example/1",
        "filesystem:https://app.example/1",
        "view-source:https://app.example/",
        "urn:ietf:wg:oauth:2.0:oob:auto",
        "URN:ietf:wg:oauth:2.0:oob",
        "mailto:anna@example.org",
        "Tel:+491234",
        "wss://app.example/",
        "ms-settings:privacy",
        "intent://x#Intent;end",
        "1app://",
        "\u017fcheme://x",
        "myapp:",
    ],
)
def test_what_leads_to_no_app_is_refused(value: str) -> None:
    with pytest.raises(ValidationError, match="redirect_uris: bad_redirect_uri"):
        check_redirect_uri(value, field="redirect_uris")


def test_a_long_one_is_refused() -> None:
    with pytest.raises(ValidationError, match=r"uri: too_long \(limit=2000\)"):
        check_redirect_uri("https://a.example/" + "a" * MAX_REDIRECT_URI, field="uri")


@given(st.text(alphabet="ahtps:/[]@#.\\?\n1 é", max_size=40))
def test_whatever_is_taken_is_one_line_of_ascii_without_a_fragment(value: str) -> None:
    try:
        taken = check_redirect_uri(value, field="uri")
    except ValidationError:
        return
    assert taken.isascii()
    assert taken.isprintable()
    assert not set(taken) & set(" #\\")
