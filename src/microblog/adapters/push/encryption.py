"""Encrypting a push so that only its app can read it.

Two ways: RFC 8291 with RFC 8188, and what apps of Mastodon expect that have not moved on, as Mastodon has not by
default: draft-ietf-webpush-encryption-04 with draft-ietf-httpbis-encryption-encoding-03.
"""

import os
from collections.abc import Mapping

from attrs import frozen
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from microblog.domain.model.push import base64url, from_base64url

_RECORD = 4096  # RFC 8188 section 2: every push has one record, which is shorter
_SALT_BYTES = 16


@frozen
class Encrypted:
    """What goes over the wire. `crypto_key` is what the header `Crypto-Key` of the draft begins with, or empty."""

    body: bytes
    headers: Mapping[str, str]
    crypto_key: str = ""


def encrypt(
    content: bytes,
    *,
    public_key: str,
    auth_secret: str,
    ephemeral: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> Encrypted:
    """Content-Encoding aes128gcm (RFC 8291 section 3.4, RFC 8188). Key and salt are new unless a test says them."""
    ours, salt = ephemeral or ec.generate_private_key(ec.SECP256R1()), salt or os.urandom(_SALT_BYTES)
    their_point, our_point = from_base64url(public_key), _point(ours)
    shared = _agreed(ours, their_point)
    key_info = b"WebPush: info\0" + their_point + our_point
    secret = _derived(shared, salt=from_base64url(auth_secret), info=key_info, length=32)
    key = _derived(secret, salt=salt, info=b"Content-Encoding: aes128gcm\0", length=16)
    nonce = _derived(secret, salt=salt, info=b"Content-Encoding: nonce\0", length=12)
    header = salt + _RECORD.to_bytes(4) + bytes([len(our_point)]) + our_point
    sealed = AESGCM(key).encrypt(nonce, content + b"\x02", None)  # 2: this is the last record
    return Encrypted(header + sealed, {"Content-Encoding": "aes128gcm"})


def encrypt_as_drafted(content: bytes, *, public_key: str, auth_secret: str) -> Encrypted:
    """Content-Encoding aesgcm (the drafts, sections 3 and 2): key and salt travel in headers."""
    ours, salt = ec.generate_private_key(ec.SECP256R1()), os.urandom(_SALT_BYTES)
    their_point, our_point = from_base64url(public_key), _point(ours)
    shared = _agreed(ours, their_point)
    secret = _derived(shared, salt=from_base64url(auth_secret), info=b"Content-Encoding: auth\0", length=32)
    context = b"P-256\0" + b"".join(len(point).to_bytes(2) + point for point in (their_point, our_point))
    key = _derived(secret, salt=salt, info=b"Content-Encoding: aesgcm\0" + context, length=16)
    nonce = _derived(secret, salt=salt, info=b"Content-Encoding: nonce\0" + context, length=12)
    sealed = AESGCM(key).encrypt(nonce, b"\0\0" + content, None)  # without padding
    headers = {"Content-Encoding": "aesgcm", "Encryption": f"salt={base64url(salt)}"}
    return Encrypted(sealed, headers, f"dh={base64url(our_point)}")


def _point(private: ec.EllipticCurvePrivateKey) -> bytes:
    return private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _agreed(ours: ec.EllipticCurvePrivateKey, their_point: bytes) -> bytes:
    return ours.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), their_point))


def _derived(secret: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)
