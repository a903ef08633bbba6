"""The server itself."""

from msgspec import Struct

from microblog.adapters.web.mastodon_api.entities.account import Account
from microblog.adapters.web.mastodon_api.entities.formats import Html, Timestamp, Url


class Rule(Struct, frozen=True):
    """A rule of the server."""

    id: str
    text: str
    hint: str


class ExtendedDescription(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/ExtendedDescription/."""

    updated_at: Timestamp
    content: Html


class PrivacyPolicy(ExtendedDescription, frozen=True):
    """https://docs.joinmastodon.org/entities/PrivacyPolicy/."""


class Week(Struct, frozen=True):
    """How busy a week was, which is given by its Monday in seconds since 1970; all are numbers as text."""

    week: str
    statuses: str
    logins: str
    registrations: str


class AccountLimits(Struct, frozen=True):
    """How much a profile holds."""

    max_featured_tags: int
    max_pinned_statuses: int
    max_display_name_length: int
    max_note_length: int
    max_profile_fields: int
    profile_field_name_limit: int
    profile_field_value_limit: int


class StatusLimits(Struct, frozen=True):
    """How much a status holds; lengths as https://docs.joinmastodon.org/user/posting/#text counts them."""

    max_characters: int
    max_media_attachments: int
    characters_reserved_per_url: int


class MediaLimits(Struct, frozen=True):
    """Which files are taken: sizes in bytes, matrices in pixels, rates in frames per second."""

    supported_mime_types: list[str]
    description_limit: int
    image_size_limit: int
    image_matrix_limit: int
    video_size_limit: int
    video_frame_rate_limit: int
    video_matrix_limit: int


class PollLimits(Struct, frozen=True):
    """What a poll may be; expirations in seconds."""

    max_options: int
    max_characters_per_option: int
    min_expiration: int
    max_expiration: int


class Translation(Struct, frozen=True):
    """Whether statuses are translated."""

    enabled: bool


class Addresses(Struct, frozen=True):
    """Where more is to be found."""

    about: Url


class Vapid(Struct, frozen=True):
    """By which key push services know this server (RFC 8292)."""

    public_key: str


class Configuration(Struct, frozen=True):
    """The limits that clients hold to."""

    urls: Addresses
    accounts: AccountLimits
    statuses: StatusLimits
    media_attachments: MediaLimits
    polls: PollLimits
    translation: Translation
    vapid: Vapid


class ActiveUsers(Struct, frozen=True):
    """How many people wrote or read within the last month."""

    active_month: int


class Usage(Struct, frozen=True):
    """How busy it is."""

    users: ActiveUsers


class Thumbnail(Struct, frozen=True):
    """The picture of the server."""

    url: Url


class Icon(Struct, frozen=True):
    """The icon in one size, `48x48`."""

    src: Url
    size: str


class Registrations(Struct, frozen=True):
    """Who may sign up."""

    enabled: bool
    approval_required: bool
    reason_required: bool
    message: str | None
    min_age: int | None
    url: Url | None


class ApiVersions(Struct, frozen=True):
    """How far the API goes, as Mastodon numbers it."""

    mastodon: int


class Contact(Struct, frozen=True):
    """Whom to ask."""

    email: str
    account: Account | None


class Instance(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/Instance/."""

    domain: str
    title: str
    version: str
    source_url: str
    description: str
    usage: Usage
    thumbnail: Thumbnail
    icon: list[Icon]
    languages: list[str]
    configuration: Configuration
    registrations: Registrations
    api_versions: ApiVersions
    contact: Contact
    rules: list[Rule]


class Stats(Struct, frozen=True):
    """How large the server is."""

    user_count: int
    status_count: int
    domain_count: int


class V1Instance(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/V1_Instance/, which older apps ask for."""

    uri: str
    title: str
    short_description: str
    description: str
    email: str
    version: str
    urls: dict[str, str]
    stats: Stats
    thumbnail: Url | None
    languages: list[str]
    registrations: bool
    approval_required: bool
    invites_enabled: bool
    configuration: Configuration
    contact_account: Account | None
    rules: list[Rule]
