"""The server itself: https://docs.joinmastodon.org/methods/instance/."""

from datetime import UTC, datetime, time

from attrs import frozen

from microblog.adapters.web.mastodon_api.answers import answer
from microblog.adapters.web.mastodon_api.entities import instance as entities
from microblog.adapters.web.mastodon_api.entities.formats import timestamp
from microblog.adapters.web.mastodon_api.entities.instance import Instance, V1Instance
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.domain.model.account import MAX_FIELDS
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.errors import NotFound
from microblog.domain.model.media import (
    MAX_ATTACHED,
    MAX_DESCRIPTION,
    MAX_FRAME_RATE,
    MAX_IMAGE_BYTES,
    MAX_IMAGE_PIXELS,
    MAX_RECORDING_BYTES,
    MAX_RECORDING_PIXELS,
)
from microblog.domain.model.poll import LONGEST, MAX_OPTION_LENGTH, MAX_OPTIONS, SHORTEST
from microblog.domain.model.post import MAX_POST_LENGTH
from microblog.domain.model.post_length import LINK_LENGTH
from microblog.domain.model.relationships import MAX_PINS
from microblog.domain.model.server_texts import ServerTexts
from microblog.domain.use_cases.accounts.edit_profile import MAX_BIO, MAX_DISPLAY_NAME, MAX_FIELD
from microblog.domain.use_cases.accounts.sign_up import Registration
from microblog.domain.use_cases.push.read_push_key import ReadPushKey
from microblog.domain.use_cases.statistics.read_activity import ReadActivity
from microblog.domain.use_cases.statistics.read_statistics import ReadStatistics, ServerStatistics
from microblog.ports.recording_processor import RecordingProcessor
from microblog.ports.translator import Translator

COMPATIBLE = "4.4.0"
"""The Mastodon whose API this one follows; clients look at it to know what they can ask for."""
_API_VERSION = 6
"""The same, as `api_versions` numbers it."""
_MONTH = 30
_PICTURES = ("image/jpeg", "image/png", "image/webp", "image/gif")
_RECORDINGS = (
    *("video/mp4", "video/quicktime", "video/webm", "video/x-matroska"),
    *("audio/mpeg", "audio/mp3", "audio/ogg", "audio/flac", "audio/wav", "audio/x-wav", "audio/mp4", "audio/x-m4a"),
    "audio/webm",
)


@frozen
class InstanceEndpoints:
    """What this server is, what it allows, and how busy it is."""

    addresses: Addresses
    name: str
    version: str
    registration: Registration
    translator: Translator
    server_texts: ServerTexts
    read_statistics: ReadStatistics
    read_activity: ReadActivity
    process_recording: RecordingProcessor
    read_push_key: ReadPushKey

    def show(self, _: Request) -> Response:
        """For apps of today."""
        statistics, takes_people = self.read_statistics(days=_MONTH), self._takes_people()
        page = self.addresses.page
        return answer(
            Instance(
                domain=self.addresses.host,
                title=self.name,
                version=self._version(),
                source_url=page("/about"),
                description=self._description(),
                usage=entities.Usage(entities.ActiveUsers(_active(statistics))),
                thumbnail=entities.Thumbnail(page("/favicon.ico")),
                icon=[],
                languages=list(self.translator.languages),
                configuration=self._configuration(),
                registrations=entities.Registrations(
                    enabled=takes_people,
                    approval_required=self.registration is Registration.APPROVAL,
                    reason_required=self.registration is Registration.APPROVAL,
                    message=None,
                    min_age=None,
                    url=None if takes_people else page("/signup"),
                ),
                api_versions=entities.ApiVersions(_API_VERSION),
                contact=entities.Contact("", None),
                rules=self._rules(),
            )
        )

    def show_v1(self, _: Request) -> Response:
        """For older apps."""
        statistics = self.read_statistics(days=_MONTH)
        return answer(
            V1Instance(
                uri=self.addresses.host,
                title=self.name,
                short_description=self._description(),
                description=self._description(),
                email="",
                version=self._version(),
                urls={},
                stats=entities.Stats(statistics.accounts, statistics.posts, 1),
                thumbnail=self.addresses.page("/favicon.ico"),
                languages=list(self.translator.languages),
                registrations=self._takes_people(),
                approval_required=self.registration is Registration.APPROVAL,
                invites_enabled=self.registration is not Registration.CLOSED,
                configuration=self._configuration(),
                contact_account=None,
                rules=self._rules(),
            )
        )

    def rules(self, _: Request) -> Response:
        """What people are asked to keep to."""
        return answer(self._rules())

    def extended_description(self, _: Request) -> Response:
        """What the server is and whom it is for, if somebody has written that."""
        text = self.server_texts.description
        if text is None:
            raise NotFound
        return answer(entities.ExtendedDescription(timestamp(text.updated_at), text.html))

    def privacy_policy(self, _: Request) -> Response:
        """What becomes of what people entrust to the server, if somebody has written that."""
        text = self.server_texts.privacy_policy
        if text is None:
            raise NotFound
        return answer(entities.PrivacyPolicy(timestamp(text.updated_at), text.html))

    def peers(self, _: Request) -> Response:
        """Servers that this one has met: it has met none, as it does not federate yet."""
        return answer([])

    def activity(self, _: Request) -> Response:
        """How busy the last weeks were."""
        return answer(
            [
                entities.Week(
                    week=str(int(datetime.combine(week.monday, time(), UTC).timestamp())),
                    statuses=str(week.posts),
                    logins=str(week.active_people),
                    registrations=str(week.sign_ups),
                )
                for week in self.read_activity()
            ]
        )

    def custom_emojis(self, _: Request) -> Response:
        """Pictures to write with: there are none."""
        return answer([])

    def node_info_links(self, _: Request) -> Response:
        """Where the next answer is found: https://nodeinfo.diaspora.software/protocol.html."""
        links = [
            {
                "rel": f"http://nodeinfo.diaspora.software/ns/schema/{version}",
                "href": self.addresses.page(f"/nodeinfo/{version}"),
            }
            for version in ("2.0", "2.1")
        ]
        return answer({"links": links})

    def node_info(self, request: Request) -> Response:
        """What runs here, for those who count servers: https://nodeinfo.diaspora.software/schema.html."""
        version = request.path.rstrip("/").rpartition("/")[2]
        statistics = self.read_statistics(days=_MONTH)
        software = {"name": "microblog", "version": self.version}
        return answer(
            {
                "version": version,
                "software": software,
                "protocols": [],
                "services": {"inbound": [], "outbound": ["atom1.0", "rss2.0"]},
                "openRegistrations": self._takes_people(),
                "usage": {
                    "users": {"total": statistics.accounts, "activeMonth": _active(statistics)},
                    "localPosts": statistics.posts,
                },
                "metadata": {"nodeName": self.name},
            }
        )

    def health(self, _: Request) -> Response:
        """Whether somebody is at home, for whatever watches over the server. It asks no database."""
        return Response.text("OK")

    def _version(self) -> str:
        return f"{COMPATIBLE} (compatible; microblog {self.version})"

    def _description(self) -> str:
        return self.server_texts.summary or self.name

    def _rules(self) -> list[entities.Rule]:
        return [entities.Rule(str(number), text, "") for number, text in enumerate(self.server_texts.rules, start=1)]

    def _takes_people(self) -> bool:
        return self.registration in (Registration.OPEN, Registration.APPROVAL)

    def _configuration(self) -> entities.Configuration:
        recordings = self.process_recording.takes_any
        return entities.Configuration(
            urls=entities.Addresses(self.addresses.page("/about")),
            accounts=entities.AccountLimits(
                max_featured_tags=0,
                max_pinned_statuses=MAX_PINS,
                max_display_name_length=MAX_DISPLAY_NAME,
                max_note_length=MAX_BIO,
                max_profile_fields=MAX_FIELDS,
                profile_field_name_limit=MAX_FIELD,
                profile_field_value_limit=MAX_FIELD,
            ),
            statuses=entities.StatusLimits(MAX_POST_LENGTH, MAX_ATTACHED, LINK_LENGTH),
            media_attachments=entities.MediaLimits(
                supported_mime_types=[*_PICTURES, *(_RECORDINGS if recordings else ())],
                description_limit=MAX_DESCRIPTION,
                image_size_limit=MAX_IMAGE_BYTES,
                image_matrix_limit=MAX_IMAGE_PIXELS,
                video_size_limit=MAX_RECORDING_BYTES if recordings else 0,
                video_frame_rate_limit=MAX_FRAME_RATE if recordings else 0,
                video_matrix_limit=MAX_RECORDING_PIXELS if recordings else 0,
            ),
            polls=entities.PollLimits(MAX_OPTIONS, MAX_OPTION_LENGTH, SHORTEST, LONGEST),
            translation=entities.Translation(enabled=False),
            vapid=entities.Vapid(self.read_push_key().public_key),
        )


def _active(statistics: ServerStatistics) -> int:
    """Those of the busiest day of the month: who they were is not kept, so more cannot be told."""
    return max((day.active_people for day in statistics.days), default=0)
