# ruff: noqa: ARG002 (the composer needs none of most of what it is told)
"""Stand-ins for what the core needs from outside: a clock moved by hand, ids that count, mail kept in a list.

# Long because there is one for each port.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count

from attrs import Factory, define

from microblog.domain.model.digest import DigestEntry
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.mail import Mail, Recipient
from microblog.domain.model.media import SOUND, VIDEO, MediaPurpose
from microblog.domain.model.push import PushKey, PushSubscription
from microblog.domain.model.task import Task
from microblog.domain.model.views import NotificationView
from microblog.ports.clock import Clock
from microblog.ports.grapheme_counter import GraphemeCounter
from microblog.ports.html_cleaner import HtmlCleaner
from microblog.ports.id_generator import IdGenerator
from microblog.ports.image_processor import ImageProcessor, ProcessedImage
from microblog.ports.key_pair_generator import KeyPairGenerator
from microblog.ports.mail_composer import MailComposer
from microblog.ports.mailer import Mailer
from microblog.ports.outbound_http import OutboundHttp
from microblog.ports.password_hasher import PasswordHasher
from microblog.ports.push_composer import PushComposer
from microblog.ports.push_sender import PushSender
from microblog.ports.rate_limiter import RateLimit, RateLimiter, Standing
from microblog.ports.recording_processor import ProcessedRecording, ProcessorBusy, RecordingProcessor
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.task_queue import TaskQueue


@define
class HandMovedClock(Clock):
    """Stands still until it is moved."""

    now: datetime = datetime(2026, 5, 4, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, span: timedelta) -> None:
        self.now += span


@define
class CountingIds(IdGenerator):
    """1, 2, 3, …"""

    _next: "count[int]" = Factory(lambda: count(1))

    def __call__(self) -> int:
        return next(self._next)

    def at(self, moment: datetime) -> int:
        return int(moment.timestamp())


@define
class CountingSecrets(SecretGenerator):
    """secret-1, secret-2, …; `prefix` keeps those of several processes apart."""

    prefix: str = ""
    _next: "count[int]" = Factory(lambda: count(1))

    def __call__(self) -> str:
        return f"{self.prefix}secret-{next(self._next)}"

    def hash(self, secret: str) -> bytes:
        return sha256(secret.encode()).digest()


@define
class ListMailer(Mailer):
    """Keeps what it accepts; raises what `answers` holds first, one for each mail. `meanwhile` happens once."""

    sent: list[Mail] = Factory(list)
    answers: list[BaseException] = Factory(list)
    meanwhile: Callable[[], object] | None = None

    def send(self, mail: Mail) -> None:
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            meanwhile()
        if self.answers:
            raise self.answers.pop(0)
        self.sent.append(mail)


class LinkComposer(MailComposer):
    """The subject is the kind, the text is the link."""

    def _mail(self, to: Recipient, message_id: str, kind: str, text: str) -> Mail:
        return Mail(to.address, to.name, f"{kind} in {to.language}", text, f"<p>{text}</p>", message_id)

    def address_confirmation(
        self, *, to: Recipient, message_id: str, server_name: str, handle: str, link: str, valid_until: datetime
    ) -> Mail:
        return self._mail(to, message_id, "confirmation", link)

    def password_reset(
        self, *, to: Recipient, message_id: str, server_name: str, handle: str, link: str, valid_until: datetime
    ) -> Mail:
        return self._mail(to, message_id, "reset", link)

    def mention(
        self,
        *,
        to: Recipient,
        message_id: str,
        server_name: str,
        author_name: str,
        author_handle: str,
        posted_at: datetime,
        content_warning: str,
        post_text: str,
        post_html: str,
        post_link: str,
        settings_link: str,
        unsubscribe_link: str,
    ) -> Mail:
        return self._mail(to, message_id, f"mention by {author_handle}", unsubscribe_link)

    def digest(
        self,
        *,
        to: Recipient,
        message_id: str,
        server_name: str,
        entries: Sequence[DigestEntry],
        has_more: bool,
        notifications_link: str,
        settings_link: str,
        unsubscribe_link: str,
    ) -> Mail:
        said = [f"{one.kind.value} {one.handle} {one.content_warning or one.text}".strip() for one in entries]
        return self._mail(to, message_id, "digest", "\n".join([*said, "…" * has_more, unsubscribe_link]))

    def registration_waiting(
        self, *, to: Recipient, message_id: str, server_name: str, handle: str, reason: str, review_link: str
    ) -> Mail:
        return self._mail(to, message_id, "waiting", review_link)

    def registration_approved(
        self, *, to: Recipient, message_id: str, server_name: str, handle: str, login_link: str
    ) -> Mail:
        return self._mail(to, message_id, "approved", login_link)


class KindPushComposer(PushComposer):
    """Says what happened, and in which language that would be said."""

    def __call__(self, *, notification: NotificationView, language: str) -> bytes:
        return f"{notification.kind.value} by {notification.sender.username} in {language}".encode()


@define
class ListPushSender(PushSender):
    """Keeps what it accepts, with the id of the subscription; raises what `answers` holds first, one for each push."""

    sent: list[tuple[int, str]] = Factory(list)
    topics: list[str] = Factory(list)
    answers: list[BaseException] = Factory(list)

    def send(self, to: PushSubscription, *, key: PushKey, content: bytes, topic: str) -> None:
        if self.answers:
            raise self.answers.pop(0)
        self.sent.append((to.id, content.decode()))
        self.topics.append(topic)


@define
class ListOutboundHttp(OutboundHttp):
    """Keeps what is posted, and answers `status`, or raises `failure`."""

    posted: list[tuple[str, dict[str, str], bytes]] = Factory(list)
    status: int = 201
    failure: Exception | None = None

    def post(self, url: str, *, headers: Mapping[str, str], body: bytes) -> int:
        if self.failure is not None:
            raise self.failure
        self.posted.append((url, dict(headers), body))
        return self.status


@define
class CountingKeyPairs(KeyPairGenerator):
    """public-1 and private-1, public-2 and private-2, …"""

    made: int = 0

    def __call__(self) -> tuple[str, str]:
        self.made += 1
        return f"public-{self.made}", f"private-{self.made}"


@define
class ListQueue(TaskQueue):
    """Keeps what it is nudged with."""

    nudged: list[Task] = Factory(list)

    def nudge(self, tasks: Sequence[Task]) -> None:
        self.nudged.extend(tasks)


class PlainPasswordHasher(PasswordHasher):
    """The password with a word before it, which grew stronger once. Notes what it was asked where nobody was found."""

    def __init__(self) -> None:
        self.asked_for_nobody: list[str] = []

    def hash(self, password: str) -> str:
        return f"strong:{password}"

    def verify(self, password_hash: str, password: str) -> bool:
        return password_hash in (f"strong:{password}", f"weak:{password}")

    def verify_nobody(self, password: str) -> None:
        self.asked_for_nobody.append(password)

    def is_outdated(self, password_hash: str) -> bool:
        return password_hash.startswith("weak:")


class CountingRateLimiter(RateLimiter):
    """Counts, and never forgets."""

    def __init__(self) -> None:
        self.hits: Counter[str] = Counter()

    def hit(self, key: str, limit: RateLimit) -> int:
        if self.hits[key] >= limit.hits:
            return limit.seconds
        self.hits[key] += 1
        return 0

    def standing(self, key: str, limit: RateLimit) -> Standing:
        return Standing(limit.hits - self.hits[key], limit.seconds if self.hits[key] else 0)


class CodePointCounter(GraphemeCounter):
    """Takes each code point for a character."""

    def __call__(self, text: str) -> int:
        return len(text)


class TrustingHtmlCleaner(HtmlCleaner):
    """Marks what it let pass, so that a test sees that it was asked."""

    def __call__(self, html: str) -> str:
        return f"{html}<!-- cleaned -->"


class UnchangingImageProcessor(ImageProcessor):
    """Takes whatever begins with `picture`."""

    def __call__(self, content: bytes, purpose: MediaPurpose) -> ProcessedImage:
        if not content.startswith(b"picture"):
            raise ValidationError("file", "bad_image")
        preview = b"small " + purpose.value.encode()
        return ProcessedImage("image/png", content, 1920, 1080, preview, 640, 360, "LEHV6nWB2yk8pyo0adR*.7kCMdnj")


@define
class UnchangingRecordingProcessor(RecordingProcessor):
    """Takes whatever begins with `video`, `sound` or `loop`, but fails at `… that is broken`; or has no time at all."""

    busy: bool = False
    cover: bytes = b"picture"

    @property
    def takes_any(self) -> bool:
        return True

    def recognizes(self, content: bytes) -> bool:
        return content.startswith((b"video", b"sound", b"loop"))

    def inspect(self, content: bytes) -> str:
        if content.endswith(b"that is too long"):
            raise ValidationError("file", "recording_too_long", {"limit": 5})
        return SOUND if content.startswith(b"sound") else VIDEO

    def __call__(self, content: bytes, still_here: Callable[[], object]) -> ProcessedRecording:
        if self.busy:
            raise ProcessorBusy
        still_here()
        if content.endswith(b"that is broken"):
            raise ValidationError("file", "bad_recording")
        if content.startswith(b"sound"):
            return ProcessedRecording(SOUND, b"kept " + content, b"", 0, 0, 1500, "", 128_000, looped=False)
        looped = content.startswith(b"loop")
        return ProcessedRecording(
            VIDEO, b"kept " + content, self.cover, 1280, 720, 2500, "30/1", 900_000, looped=looped
        )
