from datetime import timedelta

import pytest
from attrs import evolve
from joserfc import jwt
from joserfc.jwk import ECKey

from microblog.adapters.push.web_push_sender import WebPushSender
from microblog.adapters.security.p256_key_pair_generator import P256KeyPairGenerator
from microblog.domain.model.push import PushKey, PushPolicy, PushSubscription, base64url, from_base64url
from microblog.ports.outbound_http import AddressRefused, NoAnswer
from microblog.ports.push_sender import PushGone, PushNotSent, PushRefused
from tests.unit.domain.model.test_push import POINT, SECRET
from tests.unit.domain.use_cases.fakes import HandMovedClock, ListOutboundHttp

CLOCK = HandMovedClock()
KEY = PushKey(*P256KeyPairGenerator()(), CLOCK())
TO = PushSubscription(1, 2, 3, "https://push.example:8443/x?y", POINT, SECRET, True, (), PushPolicy.ALL, CLOCK())


def _send(http: ListOutboundHttp, to: PushSubscription = TO) -> dict[str, str]:
    WebPushSender(http, CLOCK, "operator@example.org").send(to, key=KEY, content=b"{}", topic="42")
    ((url, headers, _),) = http.posted
    assert url == to.endpoint
    return headers


def _claims(token: str) -> dict[str, object]:
    point = from_base64url(KEY.public_key)
    x, y = base64url(point[1:33]), base64url(point[33:])
    read = jwt.decode(token, ECKey.import_key({"kty": "EC", "crv": "P-256", "x": x, "y": y}), algorithms=["ES256"])
    return dict(read.claims)


SIGNED = {
    "aud": "https://push.example:8443",
    "exp": int((CLOCK() + timedelta(hours=12)).timestamp()),
    "sub": "mailto:operator@example.org",
}


def test_a_push_of_the_standard_form() -> None:
    headers = _send(ListOutboundHttp())
    scheme, _, rest = headers.pop("Authorization").partition(" ")
    token, _, key = rest.partition(", ")
    assert (scheme, key) == ("vapid", f"k={KEY.public_key}")
    assert _claims(token.removeprefix("t=")) == SIGNED
    assert headers == {
        "TTL": "172800",
        "Urgency": "normal",
        "Topic": "42",
        "Content-Type": "application/octet-stream",
        "Content-Encoding": "aes128gcm",
    }


def test_a_push_of_the_form_before() -> None:
    headers = _send(ListOutboundHttp(), evolve(TO, standard=False))
    scheme, _, token = headers["Authorization"].partition(" ")
    assert scheme == "WebPush"
    assert _claims(token) == SIGNED
    assert headers["Content-Encoding"] == "aesgcm"
    assert headers["Encryption"].startswith("salt=")
    dh, _, own = headers["Crypto-Key"].partition(";")
    assert dh.startswith("dh=B")
    assert own == f"p256ecdsa={KEY.public_key}"


@pytest.mark.parametrize(
    ("status", "raised"),
    [
        *((status, None) for status in (200, 201, 202, 204)),
        *((status, PushGone) for status in (404, 410)),
        *((status, PushNotSent) for status in (408, 429, 500, 503)),
        *((status, PushRefused) for status in (301, 307, 400, 401, 403, 413)),
    ],
)
def test_what_the_push_service_answers(status: int, raised: type[Exception] | None) -> None:
    if raised is None:
        assert _send(ListOutboundHttp(status=status))
    else:
        with pytest.raises(raised, match=f"push.example: {status}"):
            _send(ListOutboundHttp(status=status))


def test_what_cannot_be_reached() -> None:
    with pytest.raises(PushNotSent, match="away"):
        _send(ListOutboundHttp(failure=NoAnswer("away")))
    with pytest.raises(PushRefused, match="private"):
        _send(ListOutboundHttp(failure=AddressRefused("private")))
