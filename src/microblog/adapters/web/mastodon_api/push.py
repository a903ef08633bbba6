"""Telling apps at once what people are told: https://docs.joinmastodon.org/methods/push/."""

from attrs import frozen
from msgspec import Struct

from microblog.adapters.web.mastodon_api.answers import answer
from microblog.adapters.web.mastodon_api.entities.push import PushAlerts, PushPolicy, WebPushSubscription
from microblog.adapters.web.mastodon_api.notification_types import NOTIFICATION_TYPES
from microblog.adapters.web.mastodon_api.reading import read
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model import push as model
from microblog.domain.model.app import Grant
from microblog.domain.model.errors import AuthenticationRequired
from microblog.domain.model.notification import NotificationKind
from microblog.domain.use_cases.push.read_push_key import ReadPushKey
from microblog.domain.use_cases.push.subscribe_to_push import (
    ChangePushSubscription,
    ReadPushSubscription,
    SubscribeToPush,
    UnsubscribeFromPush,
)

# By the names that they have in Python, which allows no dots.
_ALERTS = {kind: word.replace(".", "_") for kind, word in NOTIFICATION_TYPES.items()}


class PushKeys(Struct, frozen=True):
    """What pushes are encrypted with, in base64 of either alphabet."""

    p256dh: str
    auth: str


class PushTarget(Struct, frozen=True):
    """Where pushes go, and in which form."""

    endpoint: str
    keys: PushKeys
    standard: bool = False


class PushData(Struct, frozen=True):
    """What is pushed. What is not said stays; at first that is nothing, by whomever."""

    alerts: PushAlerts | None = None
    policy: PushPolicy | None = None


class ChangedPush(Struct, frozen=True):
    """Other things to push. Clients send the policy in either place."""

    data: PushData = PushData()
    policy: PushPolicy | None = None

    def chosen(self) -> model.PushPolicy | None:
        """The policy that was sent."""
        word = self.data.policy or self.policy
        return None if word is None else model.PushPolicy(word)

    def kinds(self) -> set[NotificationKind] | None:
        """What was sent, as far as this server has such notifications."""
        alerts = self.data.alerts
        return None if alerts is None else {kind for kind, name in _ALERTS.items() if getattr(alerts, name)}


class NewPush(ChangedPush, frozen=True, kw_only=True):
    """What a client subscribes to."""

    subscription: PushTarget


@frozen
class PushEndpoints:
    """The subscription of the app that asks: each token has one."""

    read_push_key: ReadPushKey
    subscribe_to_push: SubscribeToPush
    read_push_subscription: ReadPushSubscription
    change_push_subscription: ChangePushSubscription
    unsubscribe_from_push: UnsubscribeFromPush

    def subscribe(self, request: Request) -> Response:
        """Begin, or begin anew."""
        new = read(request, NewPush)
        subscription = self.subscribe_to_push(
            grant=_grant(request),
            account_id=signed_in(request).account_id,
            endpoint=new.subscription.endpoint,
            public_key=new.subscription.keys.p256dh,
            auth_secret=new.subscription.keys.auth,
            standard=new.subscription.standard,
            kinds=new.kinds() or (),
            policy=new.chosen() or model.PushPolicy.ALL,
        )
        return self._answer(subscription)

    def show(self, request: Request) -> Response:
        """What the app is told."""
        return self._answer(self.read_push_subscription(grant=_grant(request)))

    def change(self, request: Request) -> Response:
        """Be told other things."""
        wanted = read(request, ChangedPush)
        changed = self.change_push_subscription(
            grant=_grant(request),
            account_id=signed_in(request).account_id,
            kinds=wanted.kinds(),
            policy=wanted.chosen(),
        )
        return self._answer(changed)

    def unsubscribe(self, request: Request) -> Response:
        """Be told nothing any more."""
        self.unsubscribe_from_push(grant=_grant(request), account_id=signed_in(request).account_id)
        return answer({})

    def _answer(self, subscription: model.PushSubscription) -> Response:
        return answer(
            WebPushSubscription(
                id=str(subscription.id),
                endpoint=subscription.endpoint,
                standard=subscription.standard,
                alerts=PushAlerts(**{_ALERTS[kind]: True for kind in subscription.kinds}),
                server_key=self.read_push_key().public_key,
                policy=subscription.policy.value,
            )
        )


def _grant(request: Request) -> Grant:
    if request.grant is None:
        raise AuthenticationRequired
    return request.grant
