"""The one table of the site: every page, who may see it, and how often.

# Long because it is one table.
"""

from attrs import frozen

from microblog.adapters.web.access import Access
from microblog.adapters.web.route import FILE_LIMIT, RECORDING_LIMIT, Handler, Route
from microblog.adapters.web.site.about import AboutViews
from microblog.adapters.web.site.announcements import AnnouncementViews
from microblog.adapters.web.site.conversations import ConversationViews
from microblog.adapters.web.site.directory import DirectoryViews
from microblog.adapters.web.site.featured_tags import FeaturedTagViews
from microblog.adapters.web.site.feeds import FeedViews
from microblog.adapters.web.site.filters import FilterViews
from microblog.adapters.web.site.follows import FollowViews
from microblog.adapters.web.site.lists import ListViews
from microblog.adapters.web.site.mail_preferences import MailPreferenceViews
from microblog.adapters.web.site.media import MediaViews
from microblog.adapters.web.site.members import MemberViews
from microblog.adapters.web.site.metrics import MetricsViews
from microblog.adapters.web.site.moderation import ModerationViews
from microblog.adapters.web.site.notification_requests import NotificationRequestViews
from microblog.adapters.web.site.notifications import NotificationViews
from microblog.adapters.web.site.passwords import PasswordViews
from microblog.adapters.web.site.pending_posts import PendingPostViews
from microblog.adapters.web.site.pictures import FormPictures
from microblog.adapters.web.site.polls import PollViews
from microblog.adapters.web.site.posts import PostViews
from microblog.adapters.web.site.profiles import ProfileViews
from microblog.adapters.web.site.registration import RegistrationViews
from microblog.adapters.web.site.reports import ReportViews
from microblog.adapters.web.site.search import SearchViews
from microblog.adapters.web.site.sessions import SessionViews
from microblog.adapters.web.site.settings import SettingsViews
from microblog.adapters.web.site.static import StaticViews
from microblog.adapters.web.site.statistics import StatisticsViews
from microblog.adapters.web.site.tags import TagViews
from microblog.adapters.web.site.tasks import TaskViews
from microblog.adapters.web.site.timelines import TimelineViews
from microblog.ports.rate_limiter import RateLimit

_ANYONE, _SIGNED_IN, _MODERATOR = Access.ANYONE, Access.SIGNED_IN, Access.MODERATOR
_HOUR = 60 * 60
_SIGN_UPS = RateLimit(20, _HOUR)
_LOG_INS = RateLimit(60, _HOUR // 4)
_LINKS = RateLimit(30, _HOUR)  # guesses at secrets in links
_MAILS = RateLimit(10, _HOUR)
_PICTURES = 2 * FILE_LIMIT  # all of a form together
_POSTS = RateLimit(300, 3 * _HOUR)
_DEEDS = RateLimit(600, _HOUR)
_UPLOADS = RateLimit(120, _HOUR)  # pictures keep a processor busy for up to a second each
_SEARCHES = RateLimit(60, 60)


@frozen
class SiteViews:
    """All handlers of the site. Every field of a view is a use case and is called as the use case is."""

    timelines: TimelineViews
    posts: PostViews
    polls: PollViews
    pending_posts: PendingPostViews
    profiles: ProfileViews
    follows: FollowViews
    tags: TagViews
    featured_tags: FeaturedTagViews
    lists: ListViews
    notifications: NotificationViews
    notification_requests: NotificationRequestViews
    conversations: ConversationViews
    sessions: SessionViews
    registration: RegistrationViews
    passwords: PasswordViews
    settings: SettingsViews
    mail_preferences: MailPreferenceViews
    moderation: ModerationViews
    reports: ReportViews
    members: MemberViews
    announcements: AnnouncementViews
    tasks: TaskViews
    metrics: MetricsViews
    search: SearchViews
    feeds: FeedViews
    filters: FilterViews
    directory: DirectoryViews
    statistics: StatisticsViews
    about: AboutViews
    static: StaticViews
    media: MediaViews


def site_routes(views: SiteViews) -> tuple[Route, ...]:
    """The site's part of the route table."""
    return (
        *_reading(views),
        *_writing(views),
        *_scheduling(views),
        *_following(views),
        *_lists(views),
        *_conversations(views),
        *_notification_requests(views),
        *_coming(views),
        *_settings(views),
        *_reports(views),
        *_announcements(views),
        *_running(views),
    )


def _reading(views: SiteViews) -> tuple[Route, ...]:
    timelines, profiles, posts, feeds = views.timelines, views.profiles, views.posts, views.feeds
    search = views.search
    return (
        Route("GET", "/", timelines.start, _ANYONE, "start"),
        Route("GET", "/public", timelines.public, _ANYONE, "public"),
        Route("GET", "/bookmarks", timelines.bookmarks, _SIGNED_IN, "bookmarks"),
        Route("GET", "/likes", timelines.likes, _SIGNED_IN, "likes"),
        Route("GET", "/tags/<name>", views.tags.show, _ANYONE, "hashtag"),
        Route("GET", "/search", search.posts, _ANYONE, "search", rate_limit=_SEARCHES),
        Route("GET", "/search/people", search.people, _ANYONE, "search_people", rate_limit=_SEARCHES),
        Route("GET", "/search/hashtags", search.hashtags, _ANYONE, "search_hashtags", rate_limit=_SEARCHES),
        Route("GET", "/@<username>", profiles.posts, _ANYONE, "profile"),
        Route("GET", "/@<username>/with_replies", profiles.with_replies, _ANYONE, "profile_with_replies"),
        Route("GET", "/@<username>/media", profiles.media, _ANYONE, "profile_media"),
        Route("GET", "/@<username>/tagged/<name>", profiles.tagged, _ANYONE, "profile_tagged"),
        Route("GET", "/@<username>/followers", profiles.followers, _ANYONE, "followers"),
        Route("GET", "/@<username>/following", profiles.following, _ANYONE, "following"),
        Route("GET", "/@<username>/recommended", profiles.endorsed, _ANYONE, "recommended"),
        Route("GET", "/@<username>.atom", feeds.atom, _ANYONE, "atom"),
        Route("GET", "/@<username>.rss", feeds.rss, _ANYONE, "rss"),
        Route("GET", "/@<username>/<int:post_id>", posts.show, _ANYONE, "post"),
        Route("GET", "/@<username>/<int:post_id>/history", posts.history, _ANYONE, "history"),
        Route("GET", "/users/<int:account_id>", profiles.from_uri, _ANYONE, "account_uri"),
        Route("GET", "/users/<int:account_id>/posts/<int:post_id>", posts.from_uri, _ANYONE, "post_uri"),
        Route("GET", "/directory", views.directory.active, _ANYONE, "directory", rate_limit=_SEARCHES),
        Route("GET", "/directory/new", views.directory.new, _ANYONE, "directory_new", rate_limit=_SEARCHES),
        Route("GET", "/statistics", views.statistics.show, _ANYONE, "statistics"),
        Route("GET", "/about", views.about.show, _ANYONE, "about"),
        Route("GET", "/favicon.ico", views.static.favicon, _ANYONE, "favicon"),
        Route("GET", "/robots.txt", views.static.robots, _ANYONE, "robots"),
        Route("GET", "/static/<name>", views.static.file, _ANYONE, "static"),
        Route("GET", "/media/<name>", views.media.file, _ANYONE, "media"),
        Route("GET", "/header.png", views.static.header_png, _ANYONE, "header_png"),
        Route("GET", "/avatars/<name>.png", views.static.avatar_png, _ANYONE, "avatar_png"),
        Route("GET", "/avatars/<name>.svg", views.static.avatar, _ANYONE, "avatar"),
    )


def _files(pictures: FormPictures) -> int:
    """How large a form may be: all its pictures together, or a video."""
    return RECORDING_LIMIT if pictures.upload_media.takes_recordings else _PICTURES


def _writing(views: SiteViews) -> tuple[Route, ...]:
    posts = views.posts
    post, files = "/@<username>/<int:post_id>", _files(posts.form_pictures)
    return (
        Route("GET", "/compose", posts.compose_form, _SIGNED_IN, "compose"),
        Route(
            "POST",
            "/compose",
            posts.compose,
            _SIGNED_IN,
            "publish",
            rate_limit=_POSTS,
            body_limit=files,
        ),
        Route("GET", f"{post}/reply", posts.reply_form, _SIGNED_IN, "reply"),
        Route(
            "POST",
            f"{post}/reply",
            posts.reply,
            _SIGNED_IN,
            "publish_reply",
            rate_limit=_POSTS,
            body_limit=files,
        ),
        Route("GET", f"{post}/edit", posts.edit_form, _SIGNED_IN, "edit"),
        Route("POST", f"{post}/edit", posts.edit, _SIGNED_IN, "save_edit", rate_limit=_POSTS),
        Route("GET", f"{post}/delete", posts.delete_form, _SIGNED_IN, "delete"),
        Route("POST", f"{post}/delete", posts.delete, _SIGNED_IN, "delete_for_good"),
        Route("POST", f"{post}/vote", views.polls.vote, _SIGNED_IN, "vote", rate_limit=_DEEDS),
        Route("POST", f"{post}/like", posts.like, _SIGNED_IN, "like", rate_limit=_DEEDS),
        Route("POST", f"{post}/unlike", posts.unlike, _SIGNED_IN, "unlike", rate_limit=_DEEDS),
        Route("POST", f"{post}/boost", posts.boost, _SIGNED_IN, "boost", rate_limit=_DEEDS),
        Route("POST", f"{post}/unboost", posts.unboost, _SIGNED_IN, "unboost", rate_limit=_DEEDS),
        Route("POST", f"{post}/bookmark", posts.bookmark, _SIGNED_IN, "bookmark", rate_limit=_DEEDS),
        Route("POST", f"{post}/unbookmark", posts.unbookmark, _SIGNED_IN, "unbookmark", rate_limit=_DEEDS),
        Route("POST", f"{post}/mute", posts.mute, _SIGNED_IN, "mute_thread", rate_limit=_DEEDS),
        Route("POST", f"{post}/unmute", posts.unmute, _SIGNED_IN, "unmute_thread", rate_limit=_DEEDS),
        Route("POST", f"{post}/pin", posts.pin, _SIGNED_IN, "pin", rate_limit=_DEEDS),
        Route("POST", f"{post}/unpin", posts.unpin, _SIGNED_IN, "unpin", rate_limit=_DEEDS),
    )


def _scheduling(views: SiteViews) -> tuple[Route, ...]:
    pending, one = views.pending_posts, "/scheduled/<int:pending_id>"
    return (
        Route("GET", "/scheduled", pending.index, _SIGNED_IN, "pending_posts"),
        Route("GET", f"{one}/edit", pending.edit_form, _SIGNED_IN, "edit_pending_post"),
        Route(
            "POST",
            f"{one}/edit",
            pending.edit,
            _SIGNED_IN,
            "save_pending_post",
            rate_limit=_POSTS,
            body_limit=_files(views.posts.form_pictures),
        ),
        Route("POST", f"{one}/publish", pending.publish, _SIGNED_IN, "publish_pending_post", rate_limit=_POSTS),
        Route("GET", f"{one}/delete", pending.delete_form, _SIGNED_IN, "delete_pending_post"),
        Route("POST", f"{one}/delete", pending.delete, _SIGNED_IN, "delete_pending_post_for_good", rate_limit=_DEEDS),
    )


def _following(views: SiteViews) -> tuple[Route, ...]:
    follows, tags = views.follows, views.tags
    return (
        Route("POST", "/@<username>/follow", follows.follow, _SIGNED_IN, "follow", rate_limit=_DEEDS),
        Route("POST", "/@<username>/unfollow", follows.unfollow, _SIGNED_IN, "unfollow", rate_limit=_DEEDS),
        Route("POST", "/@<username>/mute", follows.mute, _SIGNED_IN, "mute", rate_limit=_DEEDS),
        Route("POST", "/@<username>/unmute", follows.unmute, _SIGNED_IN, "unmute", rate_limit=_DEEDS),
        Route("POST", "/@<username>/recommend", follows.endorse, _SIGNED_IN, "recommend", rate_limit=_DEEDS),
        Route("POST", "/@<username>/unrecommend", follows.unendorse, _SIGNED_IN, "unrecommend", rate_limit=_DEEDS),
        Route(
            "GET",
            "/directory/suggestions",
            views.directory.suggestions,
            _SIGNED_IN,
            "suggestions",
            rate_limit=_SEARCHES,
        ),
        Route("POST", "/@<username>/dismiss", views.directory.dismiss, _SIGNED_IN, "dismiss", rate_limit=_DEEDS),
        Route("POST", "/@<username>/note", views.profiles.note, _SIGNED_IN, "note", rate_limit=_DEEDS),
        Route("POST", "/@<username>/block", follows.block, _SIGNED_IN, "block", rate_limit=_DEEDS),
        Route("POST", "/@<username>/unblock", follows.unblock, _SIGNED_IN, "unblock", rate_limit=_DEEDS),
        Route("POST", "/tags/<name>/follow", tags.follow, _SIGNED_IN, "follow_tag", rate_limit=_DEEDS),
        Route("POST", "/tags/<name>/unfollow", tags.unfollow, _SIGNED_IN, "unfollow_tag", rate_limit=_DEEDS),
        Route("GET", "/followed-tags", tags.followed, _SIGNED_IN, "followed_tags"),
        Route("GET", "/follow-requests", follows.requests, _SIGNED_IN, "follow_requests"),
        Route(
            "POST", "/follow-requests", follows.answer_request, _SIGNED_IN, "answer_follow_request", rate_limit=_DEEDS
        ),
        Route("GET", "/settings/hashtags", views.featured_tags.index, _SIGNED_IN, "featured_tags"),
        Route(
            "POST",
            "/settings/hashtags",
            views.featured_tags.feature,
            _SIGNED_IN,
            "feature_tag",
            rate_limit=_DEEDS,
        ),
        Route(
            "POST",
            "/settings/hashtags/remove",
            views.featured_tags.unfeature,
            _SIGNED_IN,
            "unfeature_tag",
            rate_limit=_DEEDS,
        ),
        Route("GET", "/settings/mutes", follows.mutes, _SIGNED_IN, "mutes"),
        Route("GET", "/settings/blocks", follows.blocks, _SIGNED_IN, "blocks"),
        Route("GET", "/notifications", views.notifications.show, _SIGNED_IN, "notifications"),
    )


def _notification_requests(views: SiteViews) -> tuple[Route, ...]:
    requests, path, said = views.notification_requests, "/notifications/requests", "/settings/notifications"
    one = f"{path}/<int:request_id>"
    return (
        Route("GET", path, requests.index, _SIGNED_IN, "notification_requests"),
        Route("GET", one, requests.show, _SIGNED_IN, "notification_request"),
        Route("POST", f"{one}/accept", requests.accept, _SIGNED_IN, "accept_notifications", rate_limit=_DEEDS),
        Route("POST", f"{one}/dismiss", requests.dismiss, _SIGNED_IN, "dismiss_notifications", rate_limit=_DEEDS),
        Route("GET", said, requests.policy_form, _SIGNED_IN, "notification_policy"),
        Route("POST", said, requests.save_policy, _SIGNED_IN, "save_notification_policy", rate_limit=_DEEDS),
    )


def _conversations(views: SiteViews) -> tuple[Route, ...]:
    conversations, one = views.conversations, "/messages/<int:thread_id>"
    return (
        Route("GET", "/messages", conversations.index, _SIGNED_IN, "messages"),
        Route("GET", one, conversations.show, _SIGNED_IN, "message_thread"),
        Route("POST", f"{one}/remove", conversations.remove, _SIGNED_IN, "remove_conversation", rate_limit=_DEEDS),
    )


def _lists(views: SiteViews) -> tuple[Route, ...]:
    lists, one = views.lists, "/lists/<int:list_id>"
    return (
        Route("GET", "/lists", lists.index, _SIGNED_IN, "lists"),
        Route("POST", "/lists", lists.create, _SIGNED_IN, "create_list", rate_limit=_DEEDS),
        Route("GET", one, lists.timeline, _SIGNED_IN, "list"),
        Route("GET", f"{one}/edit", lists.edit_form, _SIGNED_IN, "edit_list"),
        Route("POST", f"{one}/edit", lists.edit, _SIGNED_IN, "save_list", rate_limit=_DEEDS),
        Route("POST", f"{one}/delete", lists.delete, _SIGNED_IN, "delete_list", rate_limit=_DEEDS),
        Route("GET", f"{one}/people", lists.people, _SIGNED_IN, "list_people"),
        Route("POST", f"{one}/people", lists.change_people, _SIGNED_IN, "change_list_people", rate_limit=_DEEDS),
        Route("GET", "/@<username>/lists", lists.choices, _SIGNED_IN, "list_choices"),
    )


def _coming(views: SiteViews) -> tuple[Route, ...]:
    registration, sessions, passwords = views.registration, views.sessions, views.passwords
    return (
        Route("GET", "/signup", registration.form, _ANYONE, "signup", anonymous_form=True),
        Route("POST", "/signup", registration.register, _ANYONE, "register", rate_limit=_SIGN_UPS),
        Route("GET", "/signup/mail", registration.look_into_mail, _ANYONE, "signup_mail"),
        Route("GET", "/signup/waiting", registration.waiting, _ANYONE, "signup_waiting"),
        Route("GET", "/confirm/<token>", registration.confirm_form, _ANYONE, "confirm_form", anonymous_form=True),
        Route("POST", "/confirm/<token>", registration.confirm, _ANYONE, "confirm", rate_limit=_LINKS),
        Route(
            "GET", "/setup/<token>", registration.owner_form, _ANYONE, "setup", anonymous_form=True, rate_limit=_LINKS
        ),
        Route("POST", "/setup/<token>", registration.make_owner, _ANYONE, "make_owner", rate_limit=_LINKS),
        Route("GET", "/login", sessions.log_in_form, _ANYONE, "login", anonymous_form=True),
        Route("POST", "/login", sessions.enter, _ANYONE, "enter", rate_limit=_LOG_INS),
        Route("POST", "/logout", sessions.leave, _SIGNED_IN, "logout"),
        Route("GET", "/password/forgot", passwords.forgotten, _ANYONE, "forgotten", anonymous_form=True),
        Route("POST", "/password/forgot", passwords.send_link, _ANYONE, "send_reset_link", rate_limit=_MAILS),
        Route("GET", "/password/sent", passwords.sent, _ANYONE, "reset_link_sent"),
        Route(
            "GET",
            "/password/reset/<token>",
            passwords.reset_form,
            _ANYONE,
            "reset_form",
            anonymous_form=True,
            rate_limit=_LINKS,
        ),
        Route("POST", "/password/reset/<token>", passwords.reset, _ANYONE, "reset", rate_limit=_LINKS),
    )


def _settings(views: SiteViews) -> tuple[Route, ...]:
    settings, sessions, mails = views.settings, views.sessions, views.mail_preferences
    filters, one = views.filters, "/settings/filters/<int:filter_id>"
    return (
        Route("GET", "/settings/profile", settings.profile_form, _SIGNED_IN, "profile_settings"),
        Route(
            "POST",
            "/settings/profile",
            settings.save_profile,
            _SIGNED_IN,
            "save_profile",
            rate_limit=_UPLOADS,
            body_limit=_PICTURES,
        ),
        Route("GET", "/settings/account", settings.account_form, _SIGNED_IN, "account_settings"),
        Route(
            "POST", "/settings/account", settings.save_preferences, _SIGNED_IN, "save_preferences", rate_limit=_DEEDS
        ),
        Route("POST", "/settings/password", settings.save_password, _SIGNED_IN, "save_password", rate_limit=_LINKS),
        Route("GET", "/settings/delete", settings.delete_form, _SIGNED_IN, "delete_account_form"),
        Route("POST", "/settings/delete", settings.delete, _SIGNED_IN, "delete_account", rate_limit=_LINKS),
        Route("GET", "/settings/sessions", sessions.sessions, _SIGNED_IN, "sessions"),
        Route("POST", "/settings/sessions", sessions.end, _SIGNED_IN, "end_session", rate_limit=_DEEDS),
        Route("GET", "/settings/filters", filters.index, _SIGNED_IN, "filters"),
        Route("POST", "/settings/filters", filters.create, _SIGNED_IN, "create_filter", rate_limit=_DEEDS),
        Route("GET", one, filters.edit_form, _SIGNED_IN, "filter"),
        Route("POST", one, filters.edit, _SIGNED_IN, "save_filter", rate_limit=_DEEDS),
        Route("POST", f"{one}/delete", filters.delete, _SIGNED_IN, "delete_filter", rate_limit=_DEEDS),
        Route("GET", "/unsubscribe/<token>", mails.ask, _ANYONE, "unsubscribe_form", rate_limit=_LINKS),
        Route("POST", "/unsubscribe/<token>", mails.stop, _ANYONE, "unsubscribe", rate_limit=_LINKS, csrf=False),
    )


def _reports(views: SiteViews) -> tuple[Route, ...]:
    reports, account, post = views.reports, "/@<username>/report", "/@<username>/<int:post_id>/report"
    every, one = "/moderation/reports", "/moderation/reports/<int:report_id>"
    members, everybody = views.members, "/moderation/accounts"
    return (
        Route("GET", account, reports.account_form, _SIGNED_IN, "report_account_form"),
        Route("POST", account, reports.report_account, _SIGNED_IN, "report_account", rate_limit=_DEEDS),
        Route("GET", post, reports.post_form, _SIGNED_IN, "report_post_form"),
        Route("POST", post, reports.report_post, _SIGNED_IN, "report_post", rate_limit=_DEEDS),
        Route("GET", every, reports.open_ones, _MODERATOR, "reports"),
        Route("GET", f"{every}/resolved", reports.resolved_ones, _MODERATOR, "resolved_reports"),
        Route("GET", one, reports.show, _MODERATOR, "report"),
        Route("POST", one, reports.answer, _MODERATOR, "answer_report"),
        Route("GET", everybody, members.everybody, _MODERATOR, "members"),
        Route("GET", f"{everybody}/suspended", members.suspended, _MODERATOR, "suspended_members"),
        Route("GET", f"{everybody}/limited", members.limited, _MODERATOR, "limited_members"),
        Route("GET", f"{everybody}/disabled", members.disabled, _MODERATOR, "disabled_members"),
        Route("GET", f"{everybody}/sensitized", members.sensitized, _MODERATOR, "sensitized_members"),
        Route("GET", f"{everybody}/<int:account_id>", members.show, _MODERATOR, "member"),
        Route("POST", f"{everybody}/<int:account_id>", members.answer, _MODERATOR, "answer_member"),
    )


def _announcements(views: SiteViews) -> tuple[Route, ...]:
    announcements, path, owner = views.announcements, "/moderation/announcements", Access.OWNER
    one, shown = f"{path}/<int:announcement_id>", "/announcements/<int:announcement_id>"

    def deed(name: str, handler: Handler) -> Route:
        return Route("POST", f"{shown}/{name}", handler, _SIGNED_IN, f"{name}_announcement", rate_limit=_DEEDS)

    return (
        deed("dismiss", announcements.dismiss),
        deed("react", announcements.react),
        deed("unreact", announcements.unreact),
        Route("GET", path, announcements.index, owner, "announcements"),
        Route("POST", path, announcements.create, owner, "create_announcement"),
        Route("GET", one, announcements.edit_form, owner, "announcement"),
        Route("POST", one, announcements.edit, owner, "save_announcement"),
    )


def _running(views: SiteViews) -> tuple[Route, ...]:
    moderation = views.moderation
    return (
        Route("GET", "/moderation/registrations", moderation.registrations, _MODERATOR, "registrations"),
        Route("POST", "/moderation/registrations", moderation.answer_registration, _MODERATOR, "answer_registration"),
        Route("GET", "/moderation/invitations", moderation.invitations, _MODERATOR, "invitations"),
        Route("POST", "/moderation/invitations", moderation.invite, _MODERATOR, "invite"),
        Route("GET", "/moderation/tasks", views.tasks.show, Access.ADMIN, "tasks"),
        Route("POST", "/moderation/tasks", views.tasks.settle, Access.ADMIN, "settle_task"),
        Route("GET", "/metrics", views.metrics.show, _ANYONE, "metrics", rate_limit=_SEARCHES),
    )
