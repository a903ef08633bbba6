"""The one table of the API: every endpoint, who may use it, with which scope, and what goes in and comes out.

# Long because it is one table.
"""

from typing import Any

from attrs import evolve, frozen

from microblog.adapters.web.access import Access
from microblog.adapters.web.mastodon_api.account_notes import AccountNoteEndpoints, NoteParameters
from microblog.adapters.web.mastodon_api.accounts import (
    AccountEndpoints,
    AccountSearchParameters,
    IdsParameters,
    LookupParameters,
    RelationshipParameters,
    StatusesParameters,
)
from microblog.adapters.web.mastodon_api.admin_accounts import (
    AdminAccountEndpoints,
    NewAction,
    V1PeopleParameters,
    V2PeopleParameters,
)
from microblog.adapters.web.mastodon_api.admin_reports import AdminReportEndpoints, ChangedReport, ReportsParameters
from microblog.adapters.web.mastodon_api.announcements import AnnouncementEndpoints
from microblog.adapters.web.mastodon_api.answers import OneOf
from microblog.adapters.web.mastodon_api.apps import AppEndpoints
from microblog.adapters.web.mastodon_api.conversations import ConversationEndpoints
from microblog.adapters.web.mastodon_api.directory import DirectoryEndpoints, DirectoryParameters, SuggestionParameters
from microblog.adapters.web.mastodon_api.endorsements import EndorsementEndpoints
from microblog.adapters.web.mastodon_api.entities.account import (
    Account,
    CredentialAccount,
    CustomEmoji,
    FamiliarFollowers,
    MutedAccount,
    Preferences,
    Relationship,
)
from microblog.adapters.web.mastodon_api.entities.admin import AdminAccount, AdminReport
from microblog.adapters.web.mastodon_api.entities.announcement import Announcement
from microblog.adapters.web.mastodon_api.entities.application import Application
from microblog.adapters.web.mastodon_api.entities.conversation import Conversation
from microblog.adapters.web.mastodon_api.entities.featured_tag import FeaturedTag
from microblog.adapters.web.mastodon_api.entities.filter import Filter, FilterKeyword, FilterStatus, V1Filter
from microblog.adapters.web.mastodon_api.entities.instance import (
    ExtendedDescription,
    Instance,
    PrivacyPolicy,
    Rule,
    V1Instance,
    Week,
)
from microblog.adapters.web.mastodon_api.entities.list import List
from microblog.adapters.web.mastodon_api.entities.marker import Marker
from microblog.adapters.web.mastodon_api.entities.notification import (
    GroupedNotificationsResults,
    Notification,
    UnreadCount,
)
from microblog.adapters.web.mastodon_api.entities.notification_request import (
    Merged,
    NotificationPolicy,
    NotificationRequest,
    V1NotificationPolicy,
)
from microblog.adapters.web.mastodon_api.entities.poll import Poll
from microblog.adapters.web.mastodon_api.entities.push import WebPushSubscription
from microblog.adapters.web.mastodon_api.entities.report import Report
from microblog.adapters.web.mastodon_api.entities.scheduled_status import ScheduledStatus
from microblog.adapters.web.mastodon_api.entities.search import Search, Tag
from microblog.adapters.web.mastodon_api.entities.status import (
    Context,
    MediaAttachment,
    Status,
    StatusEdit,
    StatusSource,
)
from microblog.adapters.web.mastodon_api.entities.suggestion import Suggestion
from microblog.adapters.web.mastodon_api.entities.token import Token
from microblog.adapters.web.mastodon_api.featured_tags import FeaturedTagEndpoints, NewFeaturedTag
from microblog.adapters.web.mastodon_api.filters import (
    ChangedFilter,
    ChangedKeyword,
    FilterEndpoints,
    NewFilter,
    NewFilterStatus,
    NewKeyword,
)
from microblog.adapters.web.mastodon_api.follows import FollowEndpoints
from microblog.adapters.web.mastodon_api.instance import InstanceEndpoints
from microblog.adapters.web.mastodon_api.lists import (
    ChangedList,
    ListEndpoints,
    ListParameters,
    MembersParameters,
)
from microblog.adapters.web.mastodon_api.markers import MarkerEndpoints, MarkerParameters, WantedMarkers
from microblog.adapters.web.mastodon_api.media import ChangedMedia, MediaEndpoints, NewMedia
from microblog.adapters.web.mastodon_api.mutes import MuteEndpoints, MuteParameters
from microblog.adapters.web.mastodon_api.notification_groups import (
    CountParameters,
    GroupParameters,
    NotificationGroupEndpoints,
)
from microblog.adapters.web.mastodon_api.notification_policy import (
    ChangedPolicy,
    NotificationPolicyEndpoints,
    V1ChangedPolicy,
)
from microblog.adapters.web.mastodon_api.notification_requests import NotificationRequestEndpoints, SeveralRequests
from microblog.adapters.web.mastodon_api.notifications import NotificationEndpoints, NotificationParameters
from microblog.adapters.web.mastodon_api.own_account import OwnAccountEndpoints, ProfileParameters
from microblog.adapters.web.mastodon_api.polls import PollEndpoints, Vote
from microblog.adapters.web.mastodon_api.push import ChangedPush, NewPush, PushEndpoints
from microblog.adapters.web.mastodon_api.reading import Paging
from microblog.adapters.web.mastodon_api.registration import RegistrationEndpoints, SignUpParameters
from microblog.adapters.web.mastodon_api.reports import NewReport, ReportEndpoints
from microblog.adapters.web.mastodon_api.scheduled_statuses import OtherTime, ScheduledStatusEndpoints
from microblog.adapters.web.mastodon_api.search import SearchEndpoints, SearchParameters
from microblog.adapters.web.mastodon_api.statuses import ChangedStatus, Deletion, NewStatus, StatusEndpoints
from microblog.adapters.web.mastodon_api.tags import TagEndpoints
from microblog.adapters.web.mastodon_api.timelines import PublicParameters, TimelineEndpoints
from microblog.adapters.web.mastodon_api.trends import TrendEndpoints, TrendParameters
from microblog.adapters.web.mastodon_api.webfinger import WebFingerEndpoints
from microblog.adapters.web.route import FILE_LIMIT, RECORDING_LIMIT, Family, Handler, Method, Route
from microblog.ports.rate_limiter import RateLimit

_ANYONE, _APP, _PERSON, _MODERATOR = Access.ANYONE, Access.APP, Access.SIGNED_IN, Access.MODERATOR
_USUAL = RateLimit(300, 5 * 60)
_POSTS = RateLimit(300, 3 * 60 * 60)  # every change is kept as a version, so it counts like a new status
_SIGN_UPS = RateLimit(20, 60 * 60)
_DELETIONS = RateLimit(30, 30 * 60)
_UPLOADS = RateLimit(120, 60 * 60)
_COUNTED = {_USUAL: "api", _POSTS: "api posts", _UPLOADS: "api uploads"}


@frozen
class ApiEndpoints:
    """All handlers of the API."""

    timelines: TimelineEndpoints
    statuses: StatusEndpoints
    scheduled_statuses: ScheduledStatusEndpoints
    polls: PollEndpoints
    media: MediaEndpoints
    accounts: AccountEndpoints
    own_account: OwnAccountEndpoints
    follows: FollowEndpoints
    mutes: MuteEndpoints
    account_notes: AccountNoteEndpoints
    endorsements: EndorsementEndpoints
    notifications: NotificationEndpoints
    push: PushEndpoints
    notification_groups: NotificationGroupEndpoints
    notification_policy: NotificationPolicyEndpoints
    notification_requests: NotificationRequestEndpoints
    conversations: ConversationEndpoints
    filters: FilterEndpoints
    reports: ReportEndpoints
    admin_accounts: AdminAccountEndpoints
    admin_reports: AdminReportEndpoints
    announcements: AnnouncementEndpoints
    directory: DirectoryEndpoints
    markers: MarkerEndpoints
    registration: RegistrationEndpoints
    search: SearchEndpoints
    tags: TagEndpoints
    trends: TrendEndpoints
    featured_tags: FeaturedTagEndpoints
    lists: ListEndpoints
    apps: AppEndpoints
    instance: InstanceEndpoints
    webfinger: WebFingerEndpoints


def api_routes(api: ApiEndpoints) -> tuple[Route, ...]:
    """The API's part of the route table."""
    return (
        *_about(api),
        *_accounts(api),
        *_own_pictures(api),
        *_relationships(api),
        *_statuses(api),
        *_scheduled_statuses(api),
        *_polls(api),
        *_media(api),
        *_timelines(api),
        *_tags(api),
        *_trends(api),
        *_featured_tags(api),
        *_lists(api),
        *_notifications(api),
        *_notification_groups(api),
        *_notification_policy(api),
        *_notification_requests(api),
        *_conversations(api),
        *_filters(api),
        *_reports(api),
        *_push(api),
        *_admin_accounts(api),
        *_admin_reports(api),
        *_announcements(api),
        *_markers(api),
        *_directory(api),
    )


def _route(
    method: Method,
    path: str,
    handler: Handler,
    access: Access,
    *scopes: str,
    answer: object,
    takes: type | None = None,
    limit: RateLimit = _USUAL,
) -> Route:
    return Route(
        method,
        path,
        handler,
        access,
        name=f"{method.lower()} {path}".replace(".", " "),
        rate_limit=limit,
        counted_as=_COUNTED.get(limit, ""),
        family=Family.API,
        scopes=scopes,
        takes=takes,
        answer=answer,
    )


def _about(api: ApiEndpoints) -> tuple[Route, ...]:
    instance = api.instance
    return (
        _route("GET", "/api/v2/instance", instance.show, _ANYONE, answer=Instance),
        _route("GET", "/api/v1/instance", instance.show_v1, _ANYONE, answer=V1Instance),
        _route("GET", "/api/v1/instance/rules", instance.rules, _ANYONE, answer=list[Rule]),
        _route(
            "GET",
            "/api/v1/instance/extended_description",
            instance.extended_description,
            _ANYONE,
            answer=ExtendedDescription,
        ),
        _route("GET", "/api/v1/instance/privacy_policy", instance.privacy_policy, _ANYONE, answer=PrivacyPolicy),
        _route("GET", "/api/v1/instance/peers", instance.peers, _ANYONE, answer=list[str]),
        _route("GET", "/api/v1/instance/activity", instance.activity, _ANYONE, answer=list[Week]),
        _route("GET", "/api/v1/custom_emojis", instance.custom_emojis, _ANYONE, answer=list[CustomEmoji]),
        # Without a limit: whoever watches asks often, and takes a 429 for a server that is ill.
        evolve(
            _route("GET", "/health", instance.health, _ANYONE, answer=str), media_type="text/plain", rate_limit=None
        ),
        _route("GET", "/.well-known/nodeinfo", instance.node_info_links, _ANYONE, answer=dict[str, Any]),
        _route("GET", "/nodeinfo/2.0", instance.node_info, _ANYONE, answer=dict[str, Any]),
        _route("GET", "/nodeinfo/2.1", instance.node_info, _ANYONE, answer=dict[str, Any]),
        evolve(
            _route("GET", "/.well-known/webfinger", api.webfinger.find, _ANYONE, answer=dict[str, Any]),
            media_type="application/jrd+json",
        ),
        _route("GET", "/api/v1/apps/verify_credentials", api.apps.verify_credentials, _APP, answer=Application),
        _route(
            "GET",
            "/api/v2/search",
            api.search.search,
            _ANYONE,
            "read:search",
            answer=Search,
            takes=SearchParameters,
        ),
    )


def _own_pictures(api: ApiEndpoints) -> tuple[Route, ...]:
    def removal(what: str, handler: Handler) -> Route:
        return _route("DELETE", f"/api/v1/profile/{what}", handler, _PERSON, "write:accounts", answer=CredentialAccount)

    own = api.own_account
    return removal("avatar", own.delete_avatar), removal("header", own.delete_header)


def _accounts(api: ApiEndpoints) -> tuple[Route, ...]:
    accounts, own, read = api.accounts, api.own_account, "read:accounts"
    return (
        _route(
            "POST",
            "/api/v1/accounts",
            api.registration.create,
            _APP,
            "write:accounts",
            answer=Token,
            takes=SignUpParameters,
            limit=_SIGN_UPS,
        ),
        _route(
            "GET",
            "/api/v1/accounts/verify_credentials",
            own.verify_credentials,
            _PERSON,
            "profile",
            read,
            answer=CredentialAccount,
        ),
        evolve(
            _route(
                "PATCH",
                "/api/v1/accounts/update_credentials",
                own.update_credentials,
                _PERSON,
                "write:accounts",
                answer=CredentialAccount,
                takes=ProfileParameters,
                limit=_UPLOADS,
            ),
            body_limit=3 * FILE_LIMIT,  # two pictures, each a third larger in base64
            files=("avatar", "header"),
        ),
        _route("GET", "/api/v1/preferences", own.preferences, _PERSON, read, answer=Preferences),
        _route(
            "GET", "/api/v1/accounts/lookup", accounts.lookup, _ANYONE, read, answer=Account, takes=LookupParameters
        ),
        _route(
            "GET",
            "/api/v1/accounts/search",
            accounts.search,
            _PERSON,
            read,
            answer=list[Account],
            takes=AccountSearchParameters,
        ),
        _route(
            "GET",
            "/api/v1/accounts/relationships",
            accounts.relationships,
            _PERSON,
            "read:follows",
            answer=list[Relationship],
            takes=RelationshipParameters,
        ),
        _route(
            "GET",
            "/api/v1/accounts/familiar_followers",
            accounts.familiar_followers,
            _PERSON,
            "read:follows",
            answer=list[FamiliarFollowers],
            takes=IdsParameters,
        ),
        _route("GET", "/api/v1/accounts/<int:id>", accounts.show, _ANYONE, read, answer=Account),
        _route(
            "GET",
            "/api/v1/accounts/<int:id>/statuses",
            accounts.statuses,
            _ANYONE,
            "read:statuses",
            answer=list[Status],
            takes=StatusesParameters,
        ),
        _route(
            "GET",
            "/api/v1/accounts/<int:id>/followers",
            accounts.followers,
            _ANYONE,
            read,
            answer=list[Account],
            takes=Paging,
        ),
        _route(
            "GET",
            "/api/v1/accounts/<int:id>/following",
            accounts.following,
            _ANYONE,
            read,
            answer=list[Account],
            takes=Paging,
        ),
    )


def _relationships(api: ApiEndpoints) -> tuple[Route, ...]:
    follows, endorsements, endorsed, read = api.follows, api.endorsements, list[Account], "read:accounts"

    def change(deed: str, handler: Handler, scope: str) -> Route:
        return _route("POST", f"/api/v1/accounts/<int:id>/{deed}", handler, _PERSON, scope, answer=Relationship)

    def answered(deed: str, handler: Handler) -> Route:
        path = f"/api/v1/follow_requests/<int:id>/{deed}"
        return _route("POST", path, handler, _PERSON, "write:follows", answer=Relationship)

    return (
        change("follow", follows.follow, "write:follows"),
        change("unfollow", follows.unfollow, "write:follows"),
        change("remove_from_followers", follows.remove_from_followers, "write:follows"),
        change("block", follows.block, "write:blocks"),
        change("unblock", follows.unblock, "write:blocks"),
        evolve(change("mute", api.mutes.mute, "write:mutes"), takes=MuteParameters),
        change("unmute", api.mutes.unmute, "write:mutes"),
        evolve(change("note", api.account_notes.save, "write:accounts"), takes=NoteParameters),
        change("endorse", endorsements.endorse, "write:accounts"),
        change("unendorse", endorsements.unendorse, "write:accounts"),
        change("pin", endorsements.endorse, "write:accounts"),
        change("unpin", endorsements.unendorse, "write:accounts"),
        _route(
            "GET",
            "/api/v1/accounts/<int:id>/endorsements",
            endorsements.of_account,
            _ANYONE,
            read,
            answer=endorsed,
            takes=Paging,
        ),
        _route("GET", "/api/v1/endorsements", endorsements.own, _PERSON, read, answer=endorsed, takes=Paging),
        _route("GET", "/api/v1/mutes", api.mutes.index, _PERSON, "read:mutes", answer=list[MutedAccount], takes=Paging),
        _route(
            "GET",
            "/api/v1/follow_requests",
            follows.requests,
            _PERSON,
            "read:follows",
            answer=list[Account],
            takes=Paging,
        ),
        answered("authorize", follows.authorize),
        answered("reject", follows.reject),
        _route("GET", "/api/v1/blocks", follows.blocks, _PERSON, "read:blocks", answer=list[Account], takes=Paging),
    )


def _statuses(api: ApiEndpoints) -> tuple[Route, ...]:
    statuses, one = api.statuses, "/api/v1/statuses/<int:id>"

    def reading(what: str, handler: Handler, access: Access, scope: str, answer: object) -> Route:
        return _route("GET", f"{one}{what}", handler, access, scope, answer=answer)

    def deed(name: str, handler: Handler, scope: str) -> Route:
        return _route("POST", f"{one}/{name}", handler, _PERSON, scope, answer=Status)

    write, read = "write:statuses", "read:statuses"
    return (
        _route(
            "POST",
            "/api/v1/statuses",
            statuses.create,
            _PERSON,
            write,
            answer=OneOf((Status, ScheduledStatus)),
            takes=NewStatus,
            limit=_POSTS,
        ),
        reading("", statuses.show, _ANYONE, read, Status),
        _route("PUT", one, statuses.edit, _PERSON, write, answer=Status, takes=ChangedStatus, limit=_POSTS),
        _route("DELETE", one, statuses.delete, _PERSON, write, answer=Status, takes=Deletion, limit=_DELETIONS),
        reading("/context", statuses.context, _ANYONE, read, Context),
        reading("/source", statuses.source, _PERSON, read, StatusSource),
        reading("/history", statuses.history, _ANYONE, read, list[StatusEdit]),
        reading("/favourited_by", statuses.favourited_by, _ANYONE, "read:accounts", list[Account]),
        reading("/reblogged_by", statuses.reblogged_by, _ANYONE, "read:accounts", list[Account]),
        deed("favourite", statuses.favourite, "write:favourites"),
        deed("unfavourite", statuses.unfavourite, "write:favourites"),
        deed("bookmark", statuses.bookmark, "write:bookmarks"),
        deed("unbookmark", statuses.unbookmark, "write:bookmarks"),
        deed("mute", statuses.mute, "write:mutes"),
        deed("unmute", statuses.unmute, "write:mutes"),
        deed("pin", statuses.pin, "write:accounts"),
        deed("unpin", statuses.unpin, "write:accounts"),
        deed("reblog", statuses.reblog, write),
        deed("unreblog", statuses.unreblog, write),
    )


def _scheduled_statuses(api: ApiEndpoints) -> tuple[Route, ...]:
    scheduled, path = api.scheduled_statuses, "/api/v1/scheduled_statuses"
    one, read, write = f"{path}/<int:id>", "read:statuses", "write:statuses"
    return (
        _route("GET", path, scheduled.index, _PERSON, read, answer=list[ScheduledStatus], takes=Paging),
        _route("GET", one, scheduled.show, _PERSON, read, answer=ScheduledStatus),
        _route("PUT", one, scheduled.change, _PERSON, write, answer=ScheduledStatus, takes=OtherTime),
        _route("DELETE", one, scheduled.delete, _PERSON, write, answer=dict[str, Any]),
    )


def _polls(api: ApiEndpoints) -> tuple[Route, ...]:
    polls, one = api.polls, "/api/v1/polls/<int:id>"
    return (
        _route("GET", one, polls.show, _ANYONE, "read:statuses", answer=Poll),
        _route("POST", f"{one}/votes", polls.vote, _PERSON, "write:statuses", answer=Poll, takes=Vote),
    )


def _media(api: ApiEndpoints) -> tuple[Route, ...]:
    media, write, one = api.media, "write:media", "/api/v1/media/<int:id>"

    def upload(path: str, handler: Handler) -> Route:
        route = _route("POST", path, handler, _PERSON, write, answer=MediaAttachment, takes=NewMedia, limit=_UPLOADS)
        return evolve(route, files=("file",))

    def unfinished(route: Route) -> Route:
        return evolve(route, unfinished=206)

    limit = RECORDING_LIMIT if media.upload_media.takes_recordings else FILE_LIMIT
    return (
        evolve(upload("/api/v2/media", media.create), body_limit=limit, unfinished=202),
        evolve(upload("/api/v1/media", media.create_at_once), body_limit=FILE_LIMIT),
        unfinished(_route("GET", one, media.show, _PERSON, write, answer=MediaAttachment)),
        unfinished(_route("PUT", one, media.change, _PERSON, write, answer=MediaAttachment, takes=ChangedMedia)),
        _route("DELETE", one, media.delete, _PERSON, write, answer=dict[str, Any], limit=_DELETIONS),
    )


def _timelines(api: ApiEndpoints) -> tuple[Route, ...]:
    timelines, read = api.timelines, "read:statuses"
    listed, tag = list[Status], "/api/v1/timelines/tag/<name>"

    def own(path: str, handler: Handler, scope: str) -> Route:
        return _route("GET", path, handler, _PERSON, scope, answer=listed, takes=Paging)

    return (
        own("/api/v1/timelines/home", timelines.home, read),
        _route(
            "GET", "/api/v1/timelines/public", timelines.public, _ANYONE, read, answer=listed, takes=PublicParameters
        ),
        _route("GET", tag, timelines.tag, _ANYONE, read, answer=listed, takes=PublicParameters),
        own("/api/v1/favourites", timelines.favourites, "read:favourites"),
        own("/api/v1/bookmarks", timelines.bookmarks, "read:bookmarks"),
    )


def _tags(api: ApiEndpoints) -> tuple[Route, ...]:
    tags, one = api.tags, "/api/v1/tags/<name>"
    read, write = "read:follows", "write:follows"
    return (
        _route("GET", one, tags.show, _ANYONE, read, answer=Tag),
        _route("POST", f"{one}/follow", tags.follow, _PERSON, write, answer=Tag),
        _route("POST", f"{one}/unfollow", tags.unfollow, _PERSON, write, answer=Tag),
        _route("POST", f"{one}/feature", tags.feature, _PERSON, "write:accounts", answer=Tag),
        _route("POST", f"{one}/unfeature", tags.unfeature, _PERSON, "write:accounts", answer=Tag),
        _route("GET", "/api/v1/followed_tags", tags.followed, _PERSON, read, answer=list[Tag], takes=Paging),
    )


def _featured_tags(api: ApiEndpoints) -> tuple[Route, ...]:
    tags, path, listed = api.featured_tags, "/api/v1/featured_tags", list[FeaturedTag]
    read, write = "read:accounts", "write:accounts"
    return (
        _route("GET", path, tags.own, _PERSON, read, answer=listed),
        _route("POST", path, tags.create, _PERSON, write, answer=FeaturedTag, takes=NewFeaturedTag),
        _route("GET", f"{path}/suggestions", tags.suggestions, _PERSON, read, answer=list[Tag]),
        _route("DELETE", f"{path}/<int:id>", tags.delete, _PERSON, write, answer=dict[str, Any]),
        _route("GET", "/api/v1/accounts/<int:id>/featured_tags", tags.of_account, _ANYONE, read, answer=listed),
    )


def _lists(api: ApiEndpoints) -> tuple[Route, ...]:
    lists, path, one = api.lists, "/api/v1/lists", "/api/v1/lists/<int:id>"
    people, read, write = f"{one}/accounts", "read:lists", "write:lists"
    timeline, nothing = "/api/v1/timelines/list/<int:list_id>", dict[str, Any]
    return (
        _route("GET", path, lists.index, _PERSON, read, answer=list[List]),
        _route("POST", path, lists.create, _PERSON, write, answer=List, takes=ListParameters),
        _route("GET", one, lists.show, _PERSON, read, answer=List),
        _route("PUT", one, lists.edit, _PERSON, write, answer=List, takes=ChangedList),
        _route("DELETE", one, lists.delete, _PERSON, write, answer=nothing),
        _route("GET", people, lists.members, _PERSON, read, answer=list[Account], takes=Paging),
        _route("POST", people, lists.add, _PERSON, write, answer=nothing, takes=MembersParameters),
        _route("DELETE", people, lists.remove, _PERSON, write, answer=nothing, takes=MembersParameters),
        _route("GET", "/api/v1/accounts/<int:id>/lists", lists.containing, _PERSON, read, answer=list[List]),
        _route("GET", timeline, lists.timeline, _PERSON, read, answer=list[Status], takes=Paging),
    )


def _notifications(api: ApiEndpoints) -> tuple[Route, ...]:
    notifications, path = api.notifications, "/api/v1/notifications"
    read, write = "read:notifications", "write:notifications"
    return (
        _route(
            "GET",
            path,
            notifications.index,
            _PERSON,
            read,
            answer=list[Notification],
            takes=NotificationParameters,
        ),
        _route("GET", f"{path}/<int:id>", notifications.show, _PERSON, read, answer=Notification),
        _route("GET", f"{path}/unread_count", notifications.unread_count, _PERSON, read, answer=UnreadCount),
        _route("POST", f"{path}/<int:id>/dismiss", notifications.dismiss, _PERSON, write, answer=dict[str, Any]),
        _route("POST", f"{path}/clear", notifications.clear, _PERSON, write, answer=dict[str, Any]),
    )


def _trends(api: ApiEndpoints) -> tuple[Route, ...]:
    trends, path, takes = api.trends, "/api/v1/trends", TrendParameters
    return (
        _route("GET", path, trends.tags, _ANYONE, answer=list[Tag], takes=takes),  # as it was called before 3.5
        _route("GET", f"{path}/tags", trends.tags, _ANYONE, answer=list[Tag], takes=takes),
        _route("GET", f"{path}/statuses", trends.statuses, _ANYONE, answer=list[Status], takes=takes),
    )


def _push(api: ApiEndpoints) -> tuple[Route, ...]:
    push, path, scope, made = api.push, "/api/v1/push/subscription", "push", WebPushSubscription
    return (
        _route("POST", path, push.subscribe, _PERSON, scope, answer=made, takes=NewPush),
        _route("GET", path, push.show, _PERSON, scope, answer=made),
        _route("PUT", path, push.change, _PERSON, scope, answer=made, takes=ChangedPush),
        _route("DELETE", path, push.unsubscribe, _PERSON, scope, answer=dict[str, Any]),
    )


def _notification_groups(api: ApiEndpoints) -> tuple[Route, ...]:
    groups, path, results = api.notification_groups, "/api/v2/notifications", GroupedNotificationsResults
    one, counted = f"{path}/<group_key>", f"{path}/unread_count"
    read, write = "read:notifications", "write:notifications"
    return (
        _route("GET", path, groups.index, _PERSON, read, answer=results, takes=GroupParameters),
        _route("GET", counted, groups.unread_count, _PERSON, read, answer=UnreadCount, takes=CountParameters),
        _route("GET", one, groups.show, _PERSON, read, answer=results),
        _route("GET", f"{one}/accounts", groups.accounts, _PERSON, read, answer=list[Account], takes=Paging),
        _route("POST", f"{one}/dismiss", groups.dismiss, _PERSON, write, answer=dict[str, Any]),
    )


def _notification_policy(api: ApiEndpoints) -> tuple[Route, ...]:
    policy, path, former = api.notification_policy, "/api/v2/notifications/policy", "/api/v1/notifications/policy"
    read, write = "read:notifications", "write:notifications"
    made, made_v1 = NotificationPolicy, V1NotificationPolicy
    return (
        _route("GET", path, policy.show, _PERSON, read, answer=made),
        _route("PATCH", path, policy.change, _PERSON, write, answer=made, takes=ChangedPolicy),
        _route("GET", former, policy.show_v1, _PERSON, read, answer=made_v1),
        *(
            _route(method, former, policy.change_v1, _PERSON, write, answer=made_v1, takes=V1ChangedPolicy)
            for method in ("PUT", "PATCH")
        ),
    )


def _notification_requests(api: ApiEndpoints) -> tuple[Route, ...]:
    requests, path, made = api.notification_requests, "/api/v1/notifications/requests", NotificationRequest
    one, several = f"{path}/<int:id>", SeveralRequests
    read, write, nothing = "read:notifications", "write:notifications", dict[str, Any]
    return (
        _route("GET", path, requests.index, _PERSON, read, answer=list[NotificationRequest], takes=Paging),
        _route("GET", f"{path}/merged", requests.merged, _PERSON, read, answer=Merged),
        _route("POST", f"{path}/accept", requests.accept_several, _PERSON, write, answer=nothing, takes=several),
        _route("POST", f"{path}/dismiss", requests.dismiss_several, _PERSON, write, answer=nothing, takes=several),
        _route("GET", one, requests.show, _PERSON, read, answer=made),
        _route("POST", f"{one}/accept", requests.accept, _PERSON, write, answer=nothing),
        _route("POST", f"{one}/dismiss", requests.dismiss, _PERSON, write, answer=nothing),
    )


def _conversations(api: ApiEndpoints) -> tuple[Route, ...]:
    conversations, path, one = api.conversations, "/api/v1/conversations", "/api/v1/conversations/<int:id>"
    read, write, nothing = "read:statuses", "write:conversations", dict[str, Any]
    return (
        _route("GET", path, conversations.index, _PERSON, read, answer=list[Conversation], takes=Paging),
        _route("DELETE", one, conversations.delete, _PERSON, write, answer=nothing),
        _route("POST", f"{one}/read", conversations.mark_read, _PERSON, write, answer=Conversation),
    )


def _markers(api: ApiEndpoints) -> tuple[Route, ...]:
    markers, path, made = api.markers, "/api/v1/markers", dict[str, Marker]
    return (
        _route("GET", path, markers.index, _PERSON, "read:statuses", answer=made, takes=WantedMarkers),
        _route("POST", path, markers.save, _PERSON, "write:statuses", answer=made, takes=MarkerParameters),
    )


def _directory(api: ApiEndpoints) -> tuple[Route, ...]:
    directory, read = api.directory, "read:accounts"
    return (
        _route("GET", "/api/v1/directory", directory.index, _ANYONE, answer=list[Account], takes=DirectoryParameters),
        _route(
            "GET",
            "/api/v2/suggestions",
            directory.suggestions,
            _PERSON,
            read,
            answer=list[Suggestion],
            takes=SuggestionParameters,
        ),
        _route(
            "GET",
            "/api/v1/suggestions",
            directory.suggestions_v1,
            _PERSON,
            read,
            answer=list[Account],
            takes=SuggestionParameters,
        ),
        _route(
            "DELETE",
            "/api/v1/suggestions/<int:account_id>",
            directory.dismiss,
            _PERSON,
            "write:accounts",
            answer=dict[str, Any],
        ),
    )


def _filters(api: ApiEndpoints) -> tuple[Route, ...]:
    filters, read, write, nothing = api.filters, "read:filters", "write:filters", dict[str, Any]
    path, one = "/api/v2/filters", "/api/v2/filters/<int:id>"
    words, word = f"{path}/<int:filter_id>/keywords", f"{path}/keywords/<int:id>"
    statuses, status = f"{path}/<int:filter_id>/statuses", f"{path}/statuses/<int:id>"
    return (
        _route("GET", path, filters.index, _PERSON, read, answer=list[Filter]),
        _route("POST", path, filters.create, _PERSON, write, answer=Filter, takes=NewFilter),
        _route("GET", one, filters.show, _PERSON, read, answer=Filter),
        _route("PUT", one, filters.edit, _PERSON, write, answer=Filter, takes=ChangedFilter),
        _route("DELETE", one, filters.delete, _PERSON, write, answer=nothing),
        _route("GET", words, filters.keywords, _PERSON, read, answer=list[FilterKeyword]),
        _route("POST", words, filters.add_keyword, _PERSON, write, answer=FilterKeyword, takes=NewKeyword),
        _route("GET", word, filters.show_keyword, _PERSON, read, answer=FilterKeyword),
        _route("PUT", word, filters.edit_keyword, _PERSON, write, answer=FilterKeyword, takes=ChangedKeyword),
        _route("DELETE", word, filters.remove_keyword, _PERSON, write, answer=nothing),
        _route("GET", statuses, filters.statuses, _PERSON, read, answer=list[FilterStatus]),
        _route("POST", statuses, filters.add_status, _PERSON, write, answer=FilterStatus, takes=NewFilterStatus),
        _route("GET", status, filters.show_status, _PERSON, read, answer=FilterStatus),
        _route("DELETE", status, filters.remove_status, _PERSON, write, answer=FilterStatus),
        _route("GET", "/api/v1/filters", filters.index_v1, _PERSON, read, answer=list[V1Filter]),
        _route("GET", "/api/v1/filters/<int:id>", filters.show_v1, _PERSON, read, answer=V1Filter),
    )


def _reports(api: ApiEndpoints) -> tuple[Route, ...]:
    create = api.reports.create
    return (_route("POST", "/api/v1/reports", create, _PERSON, "write:reports", answer=Report, takes=NewReport),)


def _admin_accounts(api: ApiEndpoints) -> tuple[Route, ...]:
    people, path, one = api.admin_accounts, "/api/v1/admin/accounts", "/api/v1/admin/accounts/<int:id>"
    read, write, many = "admin:read:accounts", "admin:write:accounts", list[AdminAccount]

    def deed(name: str, handler: Handler) -> Route:
        return _route("POST", f"{one}/{name}", handler, _MODERATOR, write, answer=AdminAccount)

    return (
        _route("GET", path, people.index_v1, _MODERATOR, read, answer=many, takes=V1PeopleParameters),
        _route("GET", "/api/v2/admin/accounts", people.index, _MODERATOR, read, answer=many, takes=V2PeopleParameters),
        _route("GET", one, people.show, _MODERATOR, read, answer=AdminAccount),
        _route("POST", f"{one}/action", people.act, _MODERATOR, write, answer=dict[str, Any], takes=NewAction),
        deed("approve", people.approve),
        deed("reject", people.reject),
        deed("enable", people.enable),
        deed("unsilence", people.unsilence),
        deed("unsensitive", people.unsensitive),
        deed("unsuspend", people.unsuspend),
        _route("DELETE", one, people.delete, _MODERATOR, write, answer=AdminAccount),
    )


def _admin_reports(api: ApiEndpoints) -> tuple[Route, ...]:
    reports, path, one = api.admin_reports, "/api/v1/admin/reports", "/api/v1/admin/reports/<int:id>"
    read, write, many = "admin:read:reports", "admin:write:reports", list[AdminReport]

    def deed(name: str, handler: Handler) -> Route:
        return _route("POST", f"{one}/{name}", handler, _MODERATOR, write, answer=AdminReport)

    return (
        _route("GET", path, reports.index, _MODERATOR, read, answer=many, takes=ReportsParameters),
        _route("GET", one, reports.show, _MODERATOR, read, answer=AdminReport),
        _route("PUT", one, reports.edit, _MODERATOR, write, answer=AdminReport, takes=ChangedReport),
        deed("assign_to_self", reports.assign_to_self),
        deed("unassign", reports.unassign),
        deed("resolve", reports.resolve),
        deed("reopen", reports.reopen),
    )


def _announcements(api: ApiEndpoints) -> tuple[Route, ...]:
    announcements, path, nothing = api.announcements, "/api/v1/announcements", dict[str, Any]
    one, favourites = f"{path}/<int:id>", "write:favourites"
    return (
        _route("GET", path, announcements.index, _PERSON, "read:accounts", answer=list[Announcement]),
        _route("POST", f"{one}/dismiss", announcements.dismiss, _PERSON, "write:accounts", answer=nothing),
        _route("PUT", f"{one}/reactions/<name>", announcements.react, _PERSON, favourites, answer=nothing),
        _route("DELETE", f"{one}/reactions/<name>", announcements.unreact, _PERSON, favourites, answer=nothing),
    )
