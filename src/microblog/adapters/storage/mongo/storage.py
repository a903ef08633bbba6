"""The MongoDB storage, put together."""

from collections.abc import Callable, Sequence

from microblog.adapters.storage.mongo.account_query import MongoAccountQuery
from microblog.adapters.storage.mongo.announcement_query import MongoAnnouncementQuery
from microblog.adapters.storage.mongo.archive import MongoArchive
from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.conversation_query import MongoConversationQuery
from microblog.adapters.storage.mongo.directory_query import MongoDirectoryQuery
from microblog.adapters.storage.mongo.featured_tag_query import MongoFeaturedTagQuery
from microblog.adapters.storage.mongo.filter_query import MongoFilterQuery
from microblog.adapters.storage.mongo.followed_tag_query import MongoFollowedTagQuery
from microblog.adapters.storage.mongo.list_query import MongoListQuery
from microblog.adapters.storage.mongo.marker_query import MongoMarkerQuery
from microblog.adapters.storage.mongo.notification_group_query import MongoNotificationGroupQuery
from microblog.adapters.storage.mongo.notification_query import MongoNotificationQuery
from microblog.adapters.storage.mongo.notification_request_query import MongoNotificationRequestQuery
from microblog.adapters.storage.mongo.post_query import MongoPostQuery
from microblog.adapters.storage.mongo.schema import MongoSchema
from microblog.adapters.storage.mongo.search_index import MongoSearchIndex
from microblog.adapters.storage.mongo.search_query import MongoSearchQuery
from microblog.adapters.storage.mongo.statistics_query import MongoStatisticsQuery
from microblog.adapters.storage.mongo.timeline_query import MongoTimelineQuery
from microblog.adapters.storage.mongo.trend_query import MongoTrendQuery
from microblog.adapters.storage.mongo.unit_of_work import MongoUnitOfWorkFactory
from microblog.adapters.storage.mongo.viewer_query import MongoViewerQuery
from microblog.domain.model.events import Event
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.storage import Storage
from microblog.ports.task_queue import TaskQueue


def assemble(
    url: str,
    *,
    connections: int,
    task_queue: TaskQueue,
    new_id: IdGenerator,
    clock: Clock,
    reactions_of: Callable[[Event], Sequence[str]],
) -> Storage:
    """The storage at a URL such as `mongodb://localhost/microblog`. It opens up to so many connections, when needed."""
    database = Database(url, connections)
    return Storage(
        unit_of_work=MongoUnitOfWorkFactory(database, task_queue, new_id, clock, reactions_of),
        schema=MongoSchema(database),
        viewers=MongoViewerQuery(database),
        timelines=MongoTimelineQuery(database),
        posts=MongoPostQuery(database),
        accounts=MongoAccountQuery(database),
        followed_tags=MongoFollowedTagQuery(database),
        featured_tags=MongoFeaturedTagQuery(database),
        lists=MongoListQuery(database),
        filters=MongoFilterQuery(database),
        directory=MongoDirectoryQuery(database),
        trends=MongoTrendQuery(database),
        announcements=MongoAnnouncementQuery(database),
        markers=MongoMarkerQuery(database),
        conversations=MongoConversationQuery(database),
        notifications=MongoNotificationQuery(database),
        notification_groups=MongoNotificationGroupQuery(database),
        notification_requests=MongoNotificationRequestQuery(database),
        statistics=MongoStatisticsQuery(database),
        search=MongoSearchQuery(database),
        search_index=MongoSearchIndex(database),
        archive=MongoArchive(database),
    )
