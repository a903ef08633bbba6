from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta

import pytest
from attrs import evolve
from joserfc import jwt
from joserfc.jwk import ECKey

from microblog.adapters.push.patience import Patience
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


def test_whose_push_services_are_slow_waits_for_them_seldom() -> None:
    """Else one person could have all workers wait, who have mails to send, too."""
    time = [0.0]

    class Slow(ListOutboundHttp):
        def post(self, url: str, *, headers: Mapping[str, str], body: bytes) -> int:
            time[0] += 10 if url == TO.endpoint else 0.3
            return super().post(url, headers=headers, body=body)

    http = Slow()
    sender = WebPushSender(http, CLOCK, "operator@example.org", Patience(lambda: time[0]))

    def asked(to: PushSubscription) -> bool:
        before = len(http.posted)
        with suppress(PushNotSent):
            sender.send(to, key=KEY, content=b"{}", topic="42")
        return len(http.posted) > before

    assert [asked(TO) for _ in range(20)].count(True) == 4
    assert not asked(evolve(TO, id=9, grant_id=9, endpoint="https://elsewhere.example/"))
    assert all(asked(evolve(TO, account_id=4, endpoint="https://quick.example/")) for _ in range(100))
    time[0] += 3600
    assert [asked(TO) for _ in range(20)].count(True) == 4
    hour, number = time[0] + 3600, 0
    while time[0] < hour:
        number, time[0] = number + asked(TO), time[0] + 1
    assert 30 <= number <= 40, "a tenth of the time"


def test_what_is_away_counts_as_well() -> None:
    time = [0.0]

    class Silent(ListOutboundHttp):
        def post(self, url: str, *, headers: Mapping[str, str], body: bytes) -> int:
            time[0] += 40
            return super().post(url, headers=headers, body=body)

    sender = WebPushSender(Silent(failure=NoAnswer("silent")), CLOCK, "operator@example.org", Patience(lambda: time[0]))
    for expected in ("silent", "too slow"):
        with pytest.raises(PushNotSent, match=expected):
            sender.send(TO, key=KEY, content=b"{}", topic="42")


def test_a_process_remembers_so_many_people() -> None:
    patience = Patience(lambda: 0.0)
    for account_id in range(10_001):
        patience.add(account_id, 100)
    assert [patience.is_over(account_id) for account_id in (0, 1, 10_000)] == [False, True, True]
