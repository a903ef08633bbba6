"""One's own account: https://docs.joinmastodon.org/methods/accounts/#verify_credentials."""

from base64 import b64decode
from typing import Any, Literal

from attrs import frozen
from msgspec import Struct

from microblog.adapters.web.mastodon_api.answers import answer
from microblog.adapters.web.mastodon_api.entities.account import CredentialAccount, Field, Preferences, Source
from microblog.adapters.web.mastodon_api.entity_maker import VISIBILITIES, VISIBILITY_OF, EntityMaker
from microblog.adapters.web.mastodon_api.reading import read
from microblog.adapters.web.mastodon_api.role_maker import made_role
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.media import MediaPurpose
from microblog.domain.use_cases.accounts.edit_preferences import EditPostingDefaults
from microblog.domain.use_cases.accounts.edit_profile import EditProfile
from microblog.domain.use_cases.accounts.read_account import ReadAccount
from microblog.domain.use_cases.accounts.read_profile import ReadProfile
from microblog.domain.use_cases.media.set_picture import RemovePicture, SetPicture


class FieldParameters(Struct, frozen=True):
    """A line of the profile."""

    name: str = ""
    value: str = ""


class SourceParameters(Struct, frozen=True):
    """With what one's posts begin; an empty language is none."""

    privacy: Literal["public", "unlisted", "private"] | None = None
    sensitive: bool | None = None
    language: str | None = None


class ProfileParameters(Struct, frozen=True):
    """What of one's profile shall change; what is not sent stays."""

    display_name: str | None = None
    note: str | None = None
    locked: bool | None = None
    fields_attributes: list[FieldParameters] | None = None
    avatar: str | None = None
    """Pictures are parts of a multipart form, or `data:` URLs."""
    header: str | None = None
    source: SourceParameters | None = None


@frozen
class OwnAccountEndpoints:
    """Who one is here."""

    entities: EntityMaker
    read_account: ReadAccount
    read_profile: ReadProfile
    edit_profile: EditProfile
    edit_posting_defaults: EditPostingDefaults
    set_picture: SetPicture
    remove_picture: RemovePicture

    def verify_credentials(self, request: Request) -> Response:
        """One's own account, with what others do not see of it."""
        return self._own(request)

    def update_credentials(self, request: Request) -> Response:
        """Change one's profile."""
        wanted, me = read(request, ProfileParameters), signed_in(request).account_id
        account, _ = self.read_account(account_id=me)
        fields = [(field.label, field.value) for field in account.fields]
        if wanted.fields_attributes is not None:
            fields = [(field.name, field.value) for field in wanted.fields_attributes]
        display_name = account.display_name if wanted.display_name is None else wanted.display_name
        bio = account.bio if wanted.note is None else wanted.note
        pictures = {
            MediaPurpose.AVATAR: _picture(request, "avatar", wanted.avatar),
            MediaPurpose.HEADER: _picture(request, "header", wanted.header),
        }
        self.edit_profile.check(display_name, bio, fields)  # so that no picture is changed where the rest is refused
        if wanted.source is not None:
            privacy = wanted.source.privacy
            self.edit_posting_defaults(
                account_id=me,
                visibility=None if privacy is None else VISIBILITY_OF[privacy],
                language=wanted.source.language,
                sensitive=wanted.source.sensitive,
            )
        for purpose, content in pictures.items():
            if content:
                self.set_picture(account_id=me, purpose=purpose, content=content)
        self.edit_profile(
            account_id=me,
            display_name=display_name,
            bio=bio,
            fields=fields,
            locked=account.locked if wanted.locked is None else wanted.locked,
        )
        return self._own(request)

    def delete_avatar(self, request: Request) -> Response:
        """Have no picture of oneself any longer."""
        return self._without(request, MediaPurpose.AVATAR)

    def delete_header(self, request: Request) -> Response:
        """Have none behind it any longer."""
        return self._without(request, MediaPurpose.HEADER)

    def _without(self, request: Request, purpose: MediaPurpose) -> Response:
        self.remove_picture(account_id=signed_in(request).account_id, purpose=purpose)
        return self._own(request)

    def preferences(self, request: Request) -> Response:
        """With what posts begin, and how they are shown."""
        _, user = self.read_account(account_id=signed_in(request).account_id)
        preferences: Preferences = {
            "posting:default:visibility": VISIBILITIES[user.default_visibility],
            "posting:default:sensitive": user.default_sensitive,
            "posting:default:language": user.default_language,
            "posting:default:quote_policy": "nobody",
            "reading:expand:media": "default",
            "reading:expand:spoilers": False,
            "reading:autoplay:gifs": False,
        }
        return answer(preferences)

    def _own(self, request: Request) -> Response:
        me = signed_in(request).account_id
        profile = self.read_profile(viewer_id=me, target=me)
        account, user = self.read_account(account_id=me)
        values: dict[str, Any] = self.entities.account_values(profile)
        source = Source(
            privacy=VISIBILITIES[user.default_visibility],
            sensitive=user.default_sensitive,
            language=user.default_language,
            note=account.bio,
            fields=[Field(field.label, field.value, None) for field in account.fields],
            follow_requests_count=0,
            hide_collections=False,
            discoverable=True,
            indexable=True,
            attribution_domains=[],
            quote_policy="nobody",
        )
        return answer(CredentialAccount(**values, source=source, role=made_role(user.role)))


def _picture(request: Request, name: str, url: str | None) -> bytes:
    """A picture that was sent as a file, or as a `data:` URL (RFC 2397) in base64; nothing where there is none."""
    if content := request.file(name):
        return content
    head, comma, data = (url or "").partition(",")
    if not comma or not head.startswith("data:") or not head.endswith(";base64"):
        if url:
            raise ValidationError("file", "bad_image")
        return b""
    try:
        return b64decode(data, validate=True)
    except ValueError:
        raise ValidationError("file", "bad_image") from None
