"""Whose doings one wants to be told of: https://docs.joinmastodon.org/methods/notifications/#get-policy."""

from attrs import frozen
from msgspec import Struct

from microblog.adapters.web.mastodon_api.answers import answer
from microblog.adapters.web.mastodon_api.entities.notification_request import (
    NotificationPolicy,
    PolicySummary,
    Reception,
    V1NotificationPolicy,
)
from microblog.adapters.web.mastodon_api.reading import read
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model import notification_policy as model
from microblog.domain.use_cases.notifications.change_policy import ChangeNotificationPolicy, ReadNotificationPolicy
from microblog.domain.use_cases.notifications.read_requests import CountHeldNotifications


class ChangedPolicy(Struct, frozen=True):
    """What of the policy is to be otherwise."""

    for_not_following: Reception | None = None
    for_not_followers: Reception | None = None
    for_new_accounts: Reception | None = None
    for_private_mentions: Reception | None = None
    for_limited_accounts: Reception | None = None


class V1ChangedPolicy(Struct, frozen=True):
    """The same where there is nothing but to filter or not."""

    filter_not_following: bool | None = None
    filter_not_followers: bool | None = None
    filter_new_accounts: bool | None = None
    filter_private_mentions: bool | None = None


@frozen
class NotificationPolicyEndpoints:
    """One's policy, with how much is held back by it."""

    read_notification_policy: ReadNotificationPolicy
    change_notification_policy: ChangeNotificationPolicy
    count_held_notifications: CountHeldNotifications

    def show(self, request: Request) -> Response:
        """What it is."""
        return self._answer(self.read_notification_policy(account_id=signed_in(request).account_id))

    def change(self, request: Request) -> Response:
        """Change what is said of it."""
        wanted = read(request, ChangedPolicy)
        changed = self.change_notification_policy(
            account_id=signed_in(request).account_id,
            for_not_following=_reception(wanted.for_not_following),
            for_not_followers=_reception(wanted.for_not_followers),
            for_new_accounts=_reception(wanted.for_new_accounts),
            for_private_mentions=_reception(wanted.for_private_mentions),
            for_limited_accounts=_reception(wanted.for_limited_accounts),
        )
        return self._answer(changed)

    def show_v1(self, request: Request) -> Response:
        """What it is; what is dropped counts as filtered."""
        return self._answer_v1(self.read_notification_policy(account_id=signed_in(request).account_id))

    def change_v1(self, request: Request) -> Response:
        """Change what is said of it. What is dropped is not filtered instead by saying that it is filtered."""
        me, wanted = signed_in(request).account_id, read(request, V1ChangedPolicy)
        former = self.read_notification_policy(account_id=me)
        changed = self.change_notification_policy(
            account_id=me,
            for_not_following=_filtered(wanted.filter_not_following, former.for_not_following),
            for_not_followers=_filtered(wanted.filter_not_followers, former.for_not_followers),
            for_new_accounts=_filtered(wanted.filter_new_accounts, former.for_new_accounts),
            for_private_mentions=_filtered(wanted.filter_private_mentions, former.for_private_mentions),
        )
        return self._answer_v1(changed)

    def _answer(self, policy: model.NotificationPolicy) -> Response:
        return answer(
            NotificationPolicy(
                for_not_following=policy.for_not_following.value,
                for_not_followers=policy.for_not_followers.value,
                for_new_accounts=policy.for_new_accounts.value,
                for_private_mentions=policy.for_private_mentions.value,
                for_limited_accounts=policy.for_limited_accounts.value,
                summary=self._summary(policy.account_id),
            )
        )

    def _answer_v1(self, policy: model.NotificationPolicy) -> Response:
        return answer(
            V1NotificationPolicy(
                filter_not_following=policy.for_not_following is not model.Reception.ACCEPT,
                filter_not_followers=policy.for_not_followers is not model.Reception.ACCEPT,
                filter_new_accounts=policy.for_new_accounts is not model.Reception.ACCEPT,
                filter_private_mentions=policy.for_private_mentions is not model.Reception.ACCEPT,
                summary=self._summary(policy.account_id),
            )
        )

    def _summary(self, me: int) -> PolicySummary:
        held_back = self.count_held_notifications(account_id=me)
        return PolicySummary(held_back.requests, held_back.notifications)


def _reception(word: Reception | None) -> model.Reception | None:
    return None if word is None else model.Reception(word)


def _filtered(wanted: bool | None, former: model.Reception) -> model.Reception | None:
    if wanted is None or (wanted and former is model.Reception.DROP):
        return None
    return model.Reception.FILTER if wanted else model.Reception.ACCEPT
