"""Notifications: what happened that somebody wants to know of."""

from attrs import evolve, frozen

from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.asked import cursor
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.viewers import signed_in
from microblog.domain.use_cases.notifications.read_notification_groups import ReadNotificationGroups
from microblog.domain.use_cases.notifications.read_requests import CountHeldNotifications


@frozen
class NotificationViews:
    """The page of notifications."""

    pages: Pages
    read_notification_groups: ReadNotificationGroups
    count_held_notifications: CountHeldNotifications

    def show(self, request: Request) -> Response:
        """A page of them; to look at them is to have read them."""
        viewer = signed_in(request)
        page = self.read_notification_groups(account_id=viewer.account_id, cursor=cursor(request))
        read = evolve(request, viewer=evolve(viewer, unread_notifications=0))
        held_back = self.count_held_notifications(account_id=viewer.account_id)
        return self.pages.show(read, "notifications.html", page=page, held_back=held_back)
