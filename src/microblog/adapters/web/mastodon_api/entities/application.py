"""Apps."""

from msgspec import Struct

from microblog.adapters.web.mastodon_api.entities.formats import Id, Url


class Application(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/Application/."""

    id: Id
    name: str
    website: Url | None
    scopes: list[str]
    redirect_uri: str
    redirect_uris: list[str]
    vapid_key: str


class CredentialApplication(Application, frozen=True):
    """https://docs.joinmastodon.org/entities/CredentialApplication/."""

    client_id: str
    client_secret: str
    client_secret_expires_at: int
