from base64 import b64encode, urlsafe_b64encode

import pytest

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.push import base64url, from_base64url, push_endpoint, push_public_key, push_secret

# RFC 8291 section 5.
POINT = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
SECRET = "BTBZMqHH6r4Tts7J_aSIgg"


@pytest.mark.parametrize("encode", [b64encode, urlsafe_b64encode])
def test_keys_come_in_either_alphabet_and_are_kept_in_one(encode: object) -> None:
    assert callable(encode)
    assert push_public_key(encode(from_base64url(POINT)).decode()) == POINT
    assert push_secret(f" {encode(from_base64url(SECRET)).decode()}\n") == SECRET


@pytest.mark.parametrize(
    "key",
    [
        *("", "=", "*", "ö", POINT[:-1], POINT + "AAAA", "A" * 100_000, SECRET),
        base64url(b"\x04" + b"\x01" * 64),  # not on the curve
        base64url(b"\x02" + from_base64url(POINT)[1:]),  # another form of a point
        base64url(b"\x04" + b"\xff" * 64),  # coordinates that the field does not have
        base64url(b"\x04" + b"\0" * 64),
    ],
)
def test_what_is_no_point_on_the_curve_is_refused(key: str) -> None:
    with pytest.raises(ValidationError, match="p256dh: bad_push_key"):
        push_public_key(key)


@pytest.mark.parametrize("secret", ["", SECRET[:-2], SECRET + "AA", POINT, "?" * 22, "A"])
def test_what_is_no_secret_of_16_bytes_is_refused(secret: str) -> None:
    with pytest.raises(ValidationError, match="auth: bad_push_secret"):
        push_secret(secret)


@pytest.mark.parametrize(
    "endpoint", ["https://push.example/x?y=1", "https://push.example:8443", "https://[2001:db8::1]/x"]
)
def test_an_endpoint_is_an_address_with_https(endpoint: str) -> None:
    assert push_endpoint(endpoint) == endpoint


@pytest.mark.parametrize(
    "endpoint",
    [
        *("", "x", "http://push.example/x", "ftp://push.example", "https://", "https:///x", "https://a@push.example/"),
        *("https://push.example/ x", "https://push.example/ö", "https://push.example/\n", "https://push.example:0/"),
        *("https://push.example:99999/", "https://[::1", "//push.example"),
    ],
)
def test_anything_else_is_refused(endpoint: str) -> None:
    with pytest.raises(ValidationError, match="endpoint: bad_endpoint"):
        push_endpoint(endpoint)


def test_an_endpoint_has_an_end() -> None:
    longest = "https://push.example/".ljust(2048, "x")
    assert push_endpoint(longest) == longest
    with pytest.raises(ValidationError, match=r"endpoint: too_long \(limit=2048\)"):
        push_endpoint(longest + "x")
