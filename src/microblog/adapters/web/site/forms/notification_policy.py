"""The form about whose doings one wants to be told of."""

from typing import Any

from microblog.adapters.web.site.forms.form import ChoiceField, SiteForm
from microblog.domain.model.notification_policy import NotificationPolicy, Reception
from microblog.ports.translator import N_

_CHOICES = [
    (Reception.ACCEPT.value, N_("Tell me")),
    (Reception.FILTER.value, N_("Filter it: keep it apart until I let them in")),
    (Reception.DROP.value, N_("Ignore it")),
]


class NotificationPolicyForm(SiteForm):
    """What becomes of notifications, by what their sender is."""

    for_not_following = ChoiceField(N_("People you do not follow"), choices=_CHOICES)
    for_not_followers = ChoiceField(N_("People who do not follow you"), choices=_CHOICES)
    for_new_accounts = ChoiceField(N_("New accounts"), choices=_CHOICES)
    for_private_mentions = ChoiceField(N_("Messages that you did not ask for"), choices=_CHOICES)
    for_limited_accounts = ChoiceField(N_("Accounts that moderators have limited"), choices=_CHOICES)

    @classmethod
    def of(cls, policy: NotificationPolicy) -> "NotificationPolicyForm":
        """The form with what there is."""
        names: tuple[str, ...] = NotificationPolicy.__match_args__[1:]
        values: dict[str, Any] = {name: getattr(policy, name).value for name in names}
        return cls(data=values)
