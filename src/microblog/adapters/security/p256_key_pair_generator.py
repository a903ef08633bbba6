"""New key pairs, from the randomness of the system."""

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from microblog.domain.model.push import base64url
from microblog.ports.key_pair_generator import KeyPairGenerator


class P256KeyPairGenerator(KeyPairGenerator):
    """Asks OpenSSL."""

    def __call__(self) -> tuple[str, str]:
        private = ec.generate_private_key(ec.SECP256R1())
        public = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return base64url(public), base64url(private.private_numbers().private_value.to_bytes(32))
