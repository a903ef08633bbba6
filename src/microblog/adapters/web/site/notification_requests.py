"""Whose doings one wants to be told of, and who waits to be let in."""

from attrs import frozen

from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.asked import cursor
from microblog.adapters.web.site.forms.notification_policy import NotificationPolicyForm
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.errors import NotFound
from microblog.domain.model.notification_policy import Reception
from microblog.domain.use_cases.notifications.answer_requests import (
    AcceptNotificationRequests,
    DismissNotificationRequests,
)
from microblog.domain.use_cases.notifications.change_policy import ChangeNotificationPolicy, ReadNotificationPolicy
from microblog.domain.use_cases.notifications.read_requests import (
    ReadHeldNotifications,
    ReadNotificationRequest,
    ReadNotificationRequests,
)

_PATH = "/notifications/requests"


@frozen
class NotificationRequestViews:
    """One's own policy and requests; those of others are not there."""

    pages: Pages
    read_notification_policy: ReadNotificationPolicy
    change_notification_policy: ChangeNotificationPolicy
    read_notification_requests: ReadNotificationRequests
    read_notification_request: ReadNotificationRequest
    read_held_notifications: ReadHeldNotifications
    accept_notification_requests: AcceptNotificationRequests
    dismiss_notification_requests: DismissNotificationRequests

    def policy_form(self, request: Request) -> Response:
        """What one has said."""
        policy = self.read_notification_policy(account_id=signed_in(request).account_id)
        return self._policy(request, NotificationPolicyForm.of(policy), 200)

    def save_policy(self, request: Request) -> Response:
        """Say something else."""
        form = NotificationPolicyForm(request.form)
        if not form.is_sound(self.pages.sayer(request)):
            return self._policy(request, form, 422)
        self.change_notification_policy(
            account_id=signed_in(request).account_id,
            for_not_following=Reception(form.for_not_following.data),
            for_not_followers=Reception(form.for_not_followers.data),
            for_new_accounts=Reception(form.for_new_accounts.data),
            for_private_mentions=Reception(form.for_private_mentions.data),
            for_limited_accounts=Reception(form.for_limited_accounts.data),
        )
        return self.pages.go("/settings/notifications", "saved")

    def _policy(self, request: Request, form: NotificationPolicyForm, status: int) -> Response:
        return self.pages.show(request, "settings_notifications.html", status, form=form)

    def index(self, request: Request) -> Response:
        """A page of those who wait."""
        page = self.read_notification_requests(account_id=signed_in(request).account_id, cursor=cursor(request))
        return self.pages.show(request, "notification_requests.html", page=page)

    def show(self, request: Request) -> Response:
        """What is held back of one of them."""
        me = signed_in(request).account_id
        waiting = self.read_notification_request(account_id=me, request_id=_id(request))
        page = self.read_held_notifications(account_id=me, sender_id=waiting.sender.id, cursor=cursor(request))
        return self.pages.show(request, "notification_request.html", waiting=waiting, page=page)

    def accept(self, request: Request) -> Response:
        """Let somebody in."""
        me = signed_in(request).account_id
        if not self.accept_notification_requests(account_id=me, request_ids=[_id(request)]):
            raise NotFound
        return self.pages.go(_PATH, "request_accepted")

    def dismiss(self, request: Request) -> Response:
        """Have done with one."""
        me = signed_in(request).account_id
        if not self.dismiss_notification_requests(account_id=me, request_ids=[_id(request)]):
            raise NotFound
        return self.pages.go(_PATH, "request_dismissed")


def _id(request: Request) -> int:
    return request.path_id("request_id")
