"""Forms about filters."""

from datetime import timedelta

from wtforms import BooleanField, Field, StringField

from microblog.adapters.web.site.forms.form import ChoiceField, SiteForm, VerbatimField
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.filter import Filter, FilterAction, FilterContext
from microblog.domain.use_cases.filters.edit_filter import KeywordChange
from microblog.ports.translator import N_

KEEP = "keep"
_ACTIONS = [
    (FilterAction.WARN.value, N_("Fold them, with the name of the filter")),
    (FilterAction.HIDE.value, N_("Leave them out")),
]
_DURATIONS = [
    ("", N_("For good")),
    ("1800", N_("30 minutes")),
    ("3600", N_("1 hour")),
    ("43200", N_("12 hours")),
    ("86400", N_("1 day")),
    ("604800", N_("1 week")),
]


class NewFilterForm(SiteForm):
    """A new filter."""

    title = StringField(N_("Name of the filter"))
    keywords = VerbatimField(N_("Words or phrases"))
    whole_word = BooleanField(N_("Whole words only"))
    home = BooleanField(N_("Home and lists"))
    notifications = BooleanField(N_("Notifications"))
    public = BooleanField(N_("Public timeline and hashtags"))
    thread = BooleanField(N_("Conversations"))
    account = BooleanField(N_("Profiles"))
    action = ChoiceField(N_("What becomes of such posts"), choices=_ACTIONS)
    duration = ChoiceField(N_("For how long"), choices=_DURATIONS)

    def contexts(self) -> list[FilterContext]:
        """Where it shall be at work."""
        return [context for context in FilterContext if self[context.value].data]

    def words(self) -> list[str]:
        """What it shall look for, each once."""
        lines = [line.strip() for line in (self.keywords.data or "").split("\n")]
        return list(dict.fromkeys(line for line in lines if line))

    def span(self) -> timedelta | None:
        """For how long; None is for good, or as it is."""
        chosen = self.duration.data or ""
        return timedelta(seconds=int(chosen)) if chosen not in ("", KEEP) else None

    def field_of(self, error: ValidationError) -> Field | None:
        """The core says it of each keyword, and of all places together."""
        name = {"keyword": "keywords", "context": "home"}.get(error.field, error.field)
        field: Field | None = self._fields.get(name)
        return field


class FilterForm(NewFilterForm):
    """What can be changed of a filter."""

    duration = ChoiceField(N_("For how long"), choices=[(KEEP, N_("As it is")), *_DURATIONS])

    @classmethod
    def of(cls, kept: Filter) -> "FilterForm":
        """The form with what there is."""
        values = {
            "title": kept.title,
            "keywords": "\n".join(each.keyword for each in kept.keywords),
            "whole_word": any(each.whole_word for each in kept.keywords),
            "action": FilterAction.HIDE.value if kept.action is FilterAction.HIDE else FilterAction.WARN.value,
            "duration": KEEP,
        }
        return cls(data=values | dict.fromkeys((context.value for context in kept.contexts), True))

    def changes(self, kept: Filter) -> list[KeywordChange]:
        """What is to be done to the keywords; those that stay keep their ids."""
        wanted, whole = self.words(), bool(self.whole_word.data)
        known = {each.keyword: each for each in kept.keywords}
        gone = [KeywordChange(each.id, removed=True) for each in kept.keywords if each.keyword not in wanted]
        stay = [KeywordChange(known[word].id, whole_word=whole) for word in wanted if word in known]
        return [*gone, *stay, *(KeywordChange(None, word, whole) for word in wanted if word not in known)]
