"""Forms about lists of people."""

from wtforms import BooleanField, StringField

from microblog.adapters.web.site.forms.form import ChoiceField, SiteForm
from microblog.domain.model.list import RepliesPolicy
from microblog.ports.translator import N_

_POLICIES = [
    (RepliesPolicy.FOLLOWED.value, N_("Replies to everybody whom you follow")),
    (RepliesPolicy.MEMBERS.value, N_("Replies to people on this list")),
    (RepliesPolicy.NONE.value, N_("No replies to others")),
]


class NewListForm(SiteForm):
    """A new list."""

    title = StringField(N_("Name of the list"))


class ListForm(NewListForm):
    """What can be changed of a list."""

    replies_policy = ChoiceField(N_("Which replies it shows"), choices=_POLICIES)
    exclusive = BooleanField(N_("Show these people here only, and not on your home page"))
