"""A storage: all ports that one database meets, together."""

from attrs import frozen

from microblog.ports.account_query import AccountQuery
from microblog.ports.announcement_query import AnnouncementQuery
from microblog.ports.archive import Archive
from microblog.ports.conversation_query import ConversationQuery
from microblog.ports.directory_query import DirectoryQuery
from microblog.ports.featured_tag_query import FeaturedTagQuery
from microblog.ports.filter_query import FilterQuery
from microblog.ports.followed_tag_query import FollowedTagQuery
from microblog.ports.list_query import ListQuery
from microblog.ports.marker_query import MarkerQuery
from microblog.ports.notification_group_query import NotificationGroupQuery
from microblog.ports.notification_query import NotificationQuery
from microblog.ports.notification_request_query import NotificationRequestQuery
from microblog.ports.post_query import PostQuery
from microblog.ports.replica import Replica
from microblog.ports.schema import Schema
from microblog.ports.search_index import SearchIndex
from microblog.ports.search_query import SearchQuery
from microblog.ports.statistics_query import StatisticsQuery
from microblog.ports.timeline_query import TimelineQuery
from microblog.ports.trend_query import TrendQuery
from microblog.ports.unit_of_work import UnitOfWorkFactory
from microblog.ports.viewer_query import ViewerQuery


@frozen
class Storage:
    """What a new storage has to bring. Each has one function that assembles it."""

    unit_of_work: UnitOfWorkFactory
    schema: Schema
    viewers: ViewerQuery
    timelines: TimelineQuery
    posts: PostQuery
    accounts: AccountQuery
    followed_tags: FollowedTagQuery
    featured_tags: FeaturedTagQuery
    lists: ListQuery
    filters: FilterQuery
    directory: DirectoryQuery
    announcements: AnnouncementQuery
    markers: MarkerQuery
    conversations: ConversationQuery
    notifications: NotificationQuery
    notification_groups: NotificationGroupQuery
    notification_requests: NotificationRequestQuery
    statistics: StatisticsQuery
    trends: TrendQuery
    search: SearchQuery
    search_index: SearchIndex
    archive: Archive
    replica: Replica | None = None  # of those that have one
