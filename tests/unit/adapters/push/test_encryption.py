from typing import Any

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from microblog.adapters.push.encryption import encrypt, encrypt_as_drafted
from microblog.domain.model.push import base64url, from_base64url
from tests.unit.domain.model.test_push import POINT, SECRET


def _app() -> tuple[Any, str]:
    private = ec.generate_private_key(ec.SECP256R1())
    return private, base64url(private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def test_the_example_of_rfc_8291() -> None:
    ours = int.from_bytes(from_base64url("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"))
    encrypted = encrypt(
        b"When I grow up, I want to be a watermelon",
        public_key=POINT,
        auth_secret=SECRET,
        ephemeral=ec.derive_private_key(ours, ec.SECP256R1()),
        salt=from_base64url("DGv6ra1nlYgDCS1FRnbzlw"),
    )
    assert base64url(encrypted.body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru"
        "3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )
    assert (encrypted.headers, encrypted.crypto_key) == ({"Content-Encoding": "aes128gcm"}, "")


@pytest.mark.parametrize("content", [b"", b"x" * 3000, "Zoë 🦜".encode()])
def test_an_independent_reader_reads_both_forms(content: bytes) -> None:
    private, public = _app()
    secret = from_base64url(SECRET)
    standard = encrypt(content, public_key=public, auth_secret=SECRET)
    read = http_ece.decrypt(standard.body, private_key=private, auth_secret=secret, version="aes128gcm")
    assert read == content
    drafted = encrypt_as_drafted(content, public_key=public, auth_secret=SECRET)
    assert drafted.headers["Content-Encoding"] == "aesgcm"
    read = http_ece.decrypt(
        drafted.body,
        salt=from_base64url(drafted.headers["Encryption"].removeprefix("salt=")),
        private_key=private,
        dh=from_base64url(drafted.crypto_key.removeprefix("dh=")),
        auth_secret=secret,
        keylabel="P-256",
        version="aesgcm",
    )
    assert read == content


def test_nothing_is_encrypted_twice_in_the_same_way() -> None:
    _, public = _app()
    for encryption in (encrypt, encrypt_as_drafted):
        bodies = {encryption(b"x", public_key=public, auth_secret=SECRET).body for _ in range(3)}
        assert len(bodies) == 3
