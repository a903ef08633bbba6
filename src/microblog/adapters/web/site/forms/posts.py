"""Forms to write with."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from babel import Locale
from wtforms import BooleanField, Field, StringField

from microblog.adapters.web.moments import moment_of
from microblog.adapters.web.site.forms.form import ChoiceField, SiteForm, VerbatimField
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.pending_post import PendingPost
from microblog.domain.model.poll import MAX_OPTIONS, WantedPoll
from microblog.domain.model.post import Visibility
from microblog.domain.model.post_content import PostContent
from microblog.domain.model.views import PollView, PostView
from microblog.ports.translator import N_

_LANGUAGES = (
    "ar bg bn ca cs da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kn ko lt lv mk ml mr ms nb"
    " ne nl nn pa pl pt ro ru sk sl sq sr sv sw ta te th tr uk ur uz vi zh"
)
VISIBILITIES = [
    (Visibility.PUBLIC.value, N_("Public")),
    (Visibility.UNLISTED.value, N_("Unlisted")),
    (Visibility.FOLLOWERS.value, N_("Followers")),
    (Visibility.MENTIONED.value, N_("Mentioned people")),
]

_DAY = str(24 * 60 * 60)
_TIMES = [
    ("300", N_("5 minutes")),
    ("1800", N_("30 minutes")),
    ("3600", N_("1 hour")),
    ("21600", N_("6 hours")),
    (_DAY, N_("1 day")),
    ("259200", N_("3 days")),
    ("604800", N_("7 days")),
]


@lru_cache(maxsize=1)
def languages() -> list[tuple[str, str]]:
    """Languages that people write in, by what they call themselves, in the order of those names."""
    named = [(code, Locale.parse(code).get_display_name() or code) for code in _LANGUAGES.split()]
    return sorted(((code, name[:1].upper() + name[1:]) for code, name in named), key=lambda pair: pair[1].casefold())


class TextsField(Field):
    """Several texts of one name."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take no more than there can be."""
        self.data = valuelist[:MAX_OPTIONS]


def languages_with(none: str, language: str | None) -> tuple[tuple[str, str], ...]:
    """These, after a word for none of them, and another one if it is none of these."""
    offered = (("", none), *languages())
    return (*offered, (language, language)) if language and language not in dict(offered) else offered


class EditPostForm(SiteForm):
    """What can be changed of a post."""

    text = VerbatimField(N_("Text of the post"))
    content_warning = StringField(N_("Content warning"))
    language = ChoiceField(N_("Language"))
    pictures = StringField(N_("Pictures"))
    """Stands for all of them: what is wrong with one is said here."""
    sensitive = BooleanField(N_("Fold the pictures away as sensitive"))
    poll_options = TextsField(N_("Answers of the poll"))
    poll_expires_in = ChoiceField(N_("How long the poll lasts"), choices=_TIMES, default=_DAY)
    poll_multiple = BooleanField(N_("Several answers can be chosen"))
    poll_hide_totals = BooleanField(N_("Show the results only at the end"))

    @classmethod
    def of_post(cls, post: PostView) -> "EditPostForm":
        """Filled in."""
        form = cls(
            text=post.text,
            content_warning=post.content_warning,
            language=post.language or "",
            sensitive=post.sensitive,
        )
        form.offer(post.language)
        if post.poll is not None:
            form.offer_to_keep_time()
            form.fill_in(post.poll)
        return form

    def fill_in(self, poll: PollView | WantedPoll) -> None:
        """Begin with the poll that the post has or shall have."""
        self.poll_options.data = list(poll.options)
        self.poll_expires_in.data = str(poll.expires_in) if isinstance(poll, WantedPoll) else ""
        self.poll_multiple.data, self.poll_hide_totals.data = poll.multiple, poll.hide_totals

    def offer_to_keep_time(self) -> None:
        """Let the poll last as long as it does already."""
        self.poll_expires_in.choices = (("", N_("As long as it does already")), *_TIMES)

    def wanted_poll(self) -> WantedPoll | None:
        """The poll that was typed; None where every answer is empty."""
        options = self.poll_options.data or []
        if not any(option.strip() for option in options):
            return None
        seconds = int(self.poll_expires_in.data) if self.poll_expires_in.data else None
        return WantedPoll(tuple(options), seconds, self.poll_multiple.data, self.poll_hide_totals.data)

    def field_of(self, error: ValidationError) -> Field | None:
        """The core speaks of a file, of its description and of the pictures of a post."""
        if error.field in ("file", "description", "media_ids"):
            field: Field = self.pictures
            return field
        return super().field_of(error)

    def offer(self, language: str | None) -> "EditPostForm":
        """The languages to choose from; `language` is among them and chosen where nothing else is."""
        self.language.choices = languages_with(N_("No language"), language)
        if self.language.data is None:
            self.language.data = language or ""
        return self


class ComposeForm(EditPostForm):
    """A new post."""

    visibility = ChoiceField(N_("Who can read it"), choices=VISIBILITIES, default=Visibility.PUBLIC.value)
    idempotency_key = StringField()
    scheduled_at = StringField(N_("When to publish it"))
    """As browsers write a date with a time, without a zone: in UTC."""

    def content(self, in_reply_to_id: int | None, media_ids: Sequence[int]) -> PostContent:
        """What was typed and chosen, once it is sound."""
        return PostContent(
            text=self.text.data or "",
            content_warning=self.content_warning.data or "",
            visibility=Visibility(self.visibility.data),
            language=self.language.data or None,
            in_reply_to_id=in_reply_to_id,
            media_ids=tuple(media_ids),
            sensitive=bool(self.sensitive.data),
            poll=self.wanted_poll(),
        )

    def moment(self) -> datetime:
        """When to publish it. Raises ValidationError for `scheduled_at`."""
        if not self.scheduled_at.data:
            raise ValidationError("scheduled_at", "required")
        return moment_of(self.scheduled_at.data, "scheduled_at")


class PendingPostForm(ComposeForm):
    """A scheduled post or a draft."""

    detached = BooleanField(N_("Publish it as a post by itself, not as an answer"))

    def offer_time_of(self, poll: WantedPoll | None) -> None:
        """Let its poll last as long as it does already, which an app may have said."""
        if poll is not None and str(poll.expires_in) not in dict(_TIMES):
            self.poll_expires_in.choices = ((str(poll.expires_in), N_("As long as it does already")), *_TIMES)

    @classmethod
    def of(cls, pending: PendingPost) -> "PendingPostForm":
        """Filled in."""
        form = cls(
            text=pending.text,
            content_warning=pending.content_warning,
            visibility=pending.visibility.value,
            language=pending.language or "",
            sensitive=pending.sensitive,
            scheduled_at=pending.scheduled_at.strftime("%Y-%m-%dT%H:%M") if pending.scheduled_at else "",
        )
        form.offer(pending.language)
        if pending.poll is not None:
            form.offer_time_of(pending.poll)
            form.fill_in(pending.poll)
        return form

    def field_of(self, error: ValidationError) -> Field | None:
        """What is wrong with what it answers is said beside the way out."""
        if error.field == "in_reply_to_id":
            field: Field = self.detached
            return field
        return super().field_of(error)
