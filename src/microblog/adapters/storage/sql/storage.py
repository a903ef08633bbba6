"""The SQL storage, put together."""

from collections.abc import Callable, Sequence

from microblog.adapters.storage.sql.account_query import SqlAccountQuery
from microblog.adapters.storage.sql.announcement_query import SqlAnnouncementQuery
from microblog.adapters.storage.sql.archive import SqlArchive
from microblog.adapters.storage.sql.conversation_query import SqlConversationQuery
from microblog.adapters.storage.sql.directory_query import SqlDirectoryQuery
from microblog.adapters.storage.sql.engine import Database
from microblog.adapters.storage.sql.featured_tag_query import SqlFeaturedTagQuery
from microblog.adapters.storage.sql.filter_query import SqlFilterQuery
from microblog.adapters.storage.sql.followed_tag_query import SqlFollowedTagQuery
from microblog.adapters.storage.sql.list_query import SqlListQuery
from microblog.adapters.storage.sql.marker_query import SqlMarkerQuery
from microblog.adapters.storage.sql.notification_group_query import SqlNotificationGroupQuery
from microblog.adapters.storage.sql.notification_query import SqlNotificationQuery
from microblog.adapters.storage.sql.notification_request_query import SqlNotificationRequestQuery
from microblog.adapters.storage.sql.post_query import SqlPostQuery
from microblog.adapters.storage.sql.replicated_database import ReplicatedDatabase
from microblog.adapters.storage.sql.schema import SqlSchema
from microblog.adapters.storage.sql.search_index import SqlSearchIndex
from microblog.adapters.storage.sql.search_query import SqlSearchQuery
from microblog.adapters.storage.sql.statistics_query import SqlStatisticsQuery
from microblog.adapters.storage.sql.timeline_query import SqlTimelineQuery
from microblog.adapters.storage.sql.trend_query import SqlTrendQuery
from microblog.adapters.storage.sql.unit_of_work import SqlUnitOfWorkFactory
from microblog.adapters.storage.sql.viewer_query import SqlViewerQuery
from microblog.domain.model.events import Event
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.storage import Storage
from microblog.ports.task_queue import TaskQueue

_REPLICA_SECONDS = 1.0  # how long a read waits for a connection to a replica before it goes to the database itself


def assemble(
    url: str,
    *,
    connections: int,
    task_queue: TaskQueue,
    new_id: IdGenerator,
    clock: Clock,
    reactions_of: Callable[[Event], Sequence[str]],
    replica: str = "",
) -> Storage:
    """The storage at a URL such as `sqlite:///var/microblog.db`. It opens up to so many connections, when needed.

    `replica` is the URL of a database that follows it, from which pages may be read; empty where there is none.
    """
    database = Database(url, connections)
    copy = Database(replica, connections, _REPLICA_SECONDS, "MICROBLOG_STORAGE_REPLICA") if replica else None
    replicated = ReplicatedDatabase(database, copy) if copy is not None else None
    read = replicated or database
    return Storage(
        unit_of_work=SqlUnitOfWorkFactory(database, task_queue, new_id, clock, reactions_of),
        schema=SqlSchema(database),
        viewers=SqlViewerQuery(database),  # never a replica: a session that was ended has ended
        timelines=SqlTimelineQuery(read),
        posts=SqlPostQuery(read),
        accounts=SqlAccountQuery(read),
        followed_tags=SqlFollowedTagQuery(read),
        featured_tags=SqlFeaturedTagQuery(read),
        lists=SqlListQuery(read),
        filters=SqlFilterQuery(read),
        directory=SqlDirectoryQuery(read),
        trends=SqlTrendQuery(read),
        announcements=SqlAnnouncementQuery(read),
        markers=SqlMarkerQuery(read),
        conversations=SqlConversationQuery(read),
        notifications=SqlNotificationQuery(read),
        notification_groups=SqlNotificationGroupQuery(read),
        notification_requests=SqlNotificationRequestQuery(read),
        statistics=SqlStatisticsQuery(read),
        search=SqlSearchQuery(read),
        search_index=SqlSearchIndex(database),
        archive=SqlArchive(database),
        replica=replicated,
    )
