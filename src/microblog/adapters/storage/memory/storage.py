"""The memory storage, put together."""

from collections.abc import Callable, Sequence

from microblog.adapters.storage.memory.account_query import MemoryAccountQuery
from microblog.adapters.storage.memory.announcement_query import MemoryAnnouncementQuery
from microblog.adapters.storage.memory.archive import MemoryArchive
from microblog.adapters.storage.memory.conversation_query import MemoryConversationQuery
from microblog.adapters.storage.memory.directory_query import MemoryDirectoryQuery
from microblog.adapters.storage.memory.featured_tag_query import MemoryFeaturedTagQuery
from microblog.adapters.storage.memory.filter_query import MemoryFilterQuery
from microblog.adapters.storage.memory.followed_tag_query import MemoryFollowedTagQuery
from microblog.adapters.storage.memory.list_query import MemoryListQuery
from microblog.adapters.storage.memory.marker_query import MemoryMarkerQuery
from microblog.adapters.storage.memory.notification_group_query import MemoryNotificationGroupQuery
from microblog.adapters.storage.memory.notification_query import MemoryNotificationQuery
from microblog.adapters.storage.memory.notification_request_query import MemoryNotificationRequestQuery
from microblog.adapters.storage.memory.post_query import MemoryPostQuery
from microblog.adapters.storage.memory.schema import MemorySchema
from microblog.adapters.storage.memory.search_index import MemorySearchIndex
from microblog.adapters.storage.memory.search_query import MemorySearchQuery
from microblog.adapters.storage.memory.statistics_query import MemoryStatisticsQuery
from microblog.adapters.storage.memory.tables import MemoryStorage
from microblog.adapters.storage.memory.timeline_query import MemoryTimelineQuery
from microblog.adapters.storage.memory.trend_query import MemoryTrendQuery
from microblog.adapters.storage.memory.unit_of_work import MemoryUnitOfWorkFactory
from microblog.adapters.storage.memory.viewer_query import MemoryViewerQuery
from microblog.domain.model.events import Event
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.storage import Storage
from microblog.ports.task_queue import TaskQueue


def assemble(
    url: str,  # noqa: ARG001 - every storage is assembled with the same words
    *,
    connections: int,  # noqa: ARG001
    task_queue: TaskQueue,
    new_id: IdGenerator,
    clock: Clock,
    reactions_of: Callable[[Event], Sequence[str]],
) -> Storage:
    """An empty storage, gone with the process."""
    storage = MemoryStorage()
    return Storage(
        unit_of_work=MemoryUnitOfWorkFactory(storage, task_queue, new_id, clock, reactions_of),
        schema=MemorySchema(),
        viewers=MemoryViewerQuery(storage),
        timelines=MemoryTimelineQuery(storage),
        posts=MemoryPostQuery(storage),
        accounts=MemoryAccountQuery(storage),
        followed_tags=MemoryFollowedTagQuery(storage),
        featured_tags=MemoryFeaturedTagQuery(storage),
        lists=MemoryListQuery(storage),
        filters=MemoryFilterQuery(storage),
        directory=MemoryDirectoryQuery(storage),
        trends=MemoryTrendQuery(storage),
        announcements=MemoryAnnouncementQuery(storage),
        markers=MemoryMarkerQuery(storage),
        conversations=MemoryConversationQuery(storage),
        notifications=MemoryNotificationQuery(storage),
        notification_groups=MemoryNotificationGroupQuery(storage),
        notification_requests=MemoryNotificationRequestQuery(storage),
        statistics=MemoryStatisticsQuery(storage),
        search=MemorySearchQuery(storage),
        search_index=MemorySearchIndex(),
        archive=MemoryArchive(storage),
    )
