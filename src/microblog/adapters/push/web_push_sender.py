"""Handing pushes to push services over HTTP (RFC 8030), signed (RFC 8292) and encrypted (RFC 8291)."""

from datetime import timedelta
from urllib.parse import urlsplit

from attrs import Factory, frozen
from joserfc import jwt
from joserfc.jwk import ECKey

from microblog.adapters.push.encryption import encrypt, encrypt_as_drafted
from microblog.adapters.push.patience import Patience
from microblog.domain.model.push import PushKey, PushSubscription, base64url, from_base64url
from microblog.ports.clock import Clock
from microblog.ports.outbound_http import AddressRefused, NoAnswer, OutboundHttp
from microblog.ports.push_sender import PushGone, PushNotSent, PushRefused, PushSender

_WAITS = timedelta(days=2)  # for a device that is away, as long as Mastodon lets it
_SIGNATURE_LASTS = timedelta(hours=12)  # RFC 8292 section 2 allows a day; clocks differ
_GONE = (404, 410)
_TOO_MANY, _TIMED_OUT, _BROKEN = 429, 408, 500


@frozen
class WebPushSender(PushSender):
    """One request for each push."""

    http: OutboundHttp
    clock: Clock
    contact: str
    """Where a push service can complain: a mail address."""
    patience: Patience = Factory(Patience)

    def send(self, to: PushSubscription, *, key: PushKey, content: bytes, topic: str) -> None:
        if self.patience.is_over(to.account_id):
            raise PushNotSent(f"{urlsplit(to.endpoint).hostname}: this person's push services are too slow")
        encryption = encrypt if to.standard else encrypt_as_drafted
        encrypted = encryption(content, public_key=to.public_key, auth_secret=to.auth_secret)
        token = self._token(to.endpoint, key)
        headers = {
            "TTL": str(int(_WAITS.total_seconds())),
            "Urgency": "normal",
            "Topic": topic,
            "Content-Type": "application/octet-stream",
            **encrypted.headers,
        }
        if to.standard:
            headers["Authorization"] = f"vapid t={token}, k={key.public_key}"
        else:  # draft-ietf-webpush-vapid-01 section 4
            headers["Authorization"] = f"WebPush {token}"
            headers["Crypto-Key"] = f"{encrypted.crypto_key};p256ecdsa={key.public_key}"
        began = self.patience.now()
        try:
            status = self.http.post(to.endpoint, headers=headers, body=encrypted.body)
        except AddressRefused as error:
            raise PushRefused(str(error)) from None
        except NoAnswer as error:
            raise PushNotSent(str(error)) from None
        finally:
            self.patience.add(to.account_id, self.patience.now() - began)
        _judge(status, to.endpoint)

    def _token(self, endpoint: str, key: PushKey) -> str:
        parts = urlsplit(endpoint)
        point = from_base64url(key.public_key)
        x, y = base64url(point[1:33]), base64url(point[33:])
        signer = ECKey.import_key({"kty": "EC", "crv": "P-256", "x": x, "y": y, "d": key.private_key})
        claims = {
            "aud": f"{parts.scheme}://{parts.netloc}",
            "exp": int((self.clock() + _SIGNATURE_LASTS).timestamp()),
            "sub": f"mailto:{self.contact}",
        }
        return jwt.encode({"typ": "JWT", "alg": "ES256"}, claims, signer)


def _judge(status: int, endpoint: str) -> None:
    if 200 <= status < 300:
        return
    said = f"{urlsplit(endpoint).hostname}: {status}"
    if status in _GONE:
        raise PushGone(said)
    if status in (_TOO_MANY, _TIMED_OUT) or status >= _BROKEN:
        raise PushNotSent(said)
    raise PushRefused(said)
