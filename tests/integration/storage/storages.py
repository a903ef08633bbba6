"""The storages that the suites run over.

To add one: a function that makes it, and a line in DATABASES.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

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
from microblog.adapters.storage.mongo import client as mongo_client
from microblog.adapters.storage.mongo.account_query import MongoAccountQuery
from microblog.adapters.storage.mongo.announcement_query import MongoAnnouncementQuery
from microblog.adapters.storage.mongo.archive import MongoArchive
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
from microblog.adapters.storage.sql import schema
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
from microblog.adapters.storage.sql.search_index import SqlSearchIndex
from microblog.adapters.storage.sql.search_query import SqlSearchQuery
from microblog.adapters.storage.sql.statistics_query import SqlStatisticsQuery
from microblog.adapters.storage.sql.timeline_query import SqlTimelineQuery
from microblog.adapters.storage.sql.trend_query import SqlTrendQuery
from microblog.adapters.storage.sql.unit_of_work import SqlUnitOfWorkFactory
from microblog.adapters.storage.sql.viewer_query import SqlViewerQuery
from tests import mongod
from tests.gaps import needs
from tests.integration.storage.storage import NOW, CountingIds, NotingQueue, Storage, reactions_of
from tests.servers import emptied_database


def memory(_directory: Path) -> Storage:
    """A storage in memory."""
    storage, queue, new_id = MemoryStorage(), NotingQueue(), CountingIds()
    return Storage(
        begin=MemoryUnitOfWorkFactory(storage, queue, new_id, lambda: NOW, reactions_of),
        timelines=MemoryTimelineQuery(storage),
        posts=MemoryPostQuery(storage),
        accounts=MemoryAccountQuery(storage),
        conversations=MemoryConversationQuery(storage),
        notifications=MemoryNotificationQuery(storage),
        notification_groups=MemoryNotificationGroupQuery(storage),
        notification_requests=MemoryNotificationRequestQuery(storage),
        viewers=MemoryViewerQuery(storage),
        statistics=MemoryStatisticsQuery(storage),
        trends=MemoryTrendQuery(storage),
        search=MemorySearchQuery(storage),
        followed_tags=MemoryFollowedTagQuery(storage),
        featured_tags=MemoryFeaturedTagQuery(storage),
        lists=MemoryListQuery(storage),
        filters=MemoryFilterQuery(storage),
        directory=MemoryDirectoryQuery(storage),
        announcements=MemoryAnnouncementQuery(storage),
        markers=MemoryMarkerQuery(storage),
        search_index=MemorySearchIndex(),
        archive=MemoryArchive(storage),
        schema=MemorySchema(),
        queue=queue,
        new_id=new_id,
    )


def sqlite(directory: Path) -> Storage:
    """A new SQLite file."""
    template = directory.parent / "template.sqlite"
    if not template.exists():  # to migrate once and copy is quicker
        fresh = Database(f"sqlite:///{template}.new")
        schema.upgrade(fresh)
        fresh.close()
        Path(f"{template}.new").rename(template)
    shutil.copy(template, directory / "storage.sqlite")
    return sql(f"sqlite:///{directory / 'storage.sqlite'}")


def postgresql(_directory: Path) -> Storage:
    """This process's database on the PostgreSQL server, emptied."""
    return on(emptied_database("postgresql", needs("postgresql")), stays_open=True)


def mysql(_directory: Path) -> Storage:
    """The same on the MySQL or MariaDB server."""
    return on(emptied_database("mysql", needs("mysql")), stays_open=True)


def sql(url: str) -> Storage:
    """What lies in the SQL database at a URL."""
    return on(Database(url))


def on(database: Database, *, stays_open: bool = False) -> Storage:
    """What lies in an SQL database."""
    queue, new_id = NotingQueue(), CountingIds()
    return Storage(
        begin=SqlUnitOfWorkFactory(database, queue, new_id, lambda: NOW, reactions_of),
        timelines=SqlTimelineQuery(database),
        posts=SqlPostQuery(database),
        accounts=SqlAccountQuery(database),
        conversations=SqlConversationQuery(database),
        notifications=SqlNotificationQuery(database),
        notification_groups=SqlNotificationGroupQuery(database),
        notification_requests=SqlNotificationRequestQuery(database),
        viewers=SqlViewerQuery(database),
        statistics=SqlStatisticsQuery(database),
        trends=SqlTrendQuery(database),
        search=SqlSearchQuery(database),
        followed_tags=SqlFollowedTagQuery(database),
        featured_tags=SqlFeaturedTagQuery(database),
        lists=SqlListQuery(database),
        filters=SqlFilterQuery(database),
        directory=SqlDirectoryQuery(database),
        announcements=SqlAnnouncementQuery(database),
        markers=SqlMarkerQuery(database),
        search_index=SqlSearchIndex(database),
        archive=SqlArchive(database),
        schema=schema.SqlSchema(database),
        queue=queue,
        new_id=new_id,
        database=database,
        stays_open=stays_open,
    )


def mongodb(_directory: Path) -> Storage:
    """This process's database on the MongoDB server, emptied."""
    return on_mongodb(mongod.emptied_database(needs("mongodb")), stays_open=True)


def on_mongodb(database: mongo_client.Database, *, stays_open: bool = False) -> Storage:
    """What lies in a MongoDB database."""
    queue, new_id = NotingQueue(), CountingIds()
    return Storage(
        begin=MongoUnitOfWorkFactory(database, queue, new_id, lambda: NOW, reactions_of),
        timelines=MongoTimelineQuery(database),
        posts=MongoPostQuery(database),
        accounts=MongoAccountQuery(database),
        conversations=MongoConversationQuery(database),
        notifications=MongoNotificationQuery(database),
        notification_groups=MongoNotificationGroupQuery(database),
        notification_requests=MongoNotificationRequestQuery(database),
        viewers=MongoViewerQuery(database),
        statistics=MongoStatisticsQuery(database),
        trends=MongoTrendQuery(database),
        search=MongoSearchQuery(database),
        followed_tags=MongoFollowedTagQuery(database),
        featured_tags=MongoFeaturedTagQuery(database),
        lists=MongoListQuery(database),
        filters=MongoFilterQuery(database),
        directory=MongoDirectoryQuery(database),
        announcements=MongoAnnouncementQuery(database),
        markers=MongoMarkerQuery(database),
        search_index=MongoSearchIndex(database),
        archive=MongoArchive(database),
        schema=MongoSchema(database),
        queue=queue,
        new_id=new_id,
        database=database,
        stays_open=stays_open,
    )


def at(url: str) -> Storage:
    """What lies in the database at a URL."""
    return on_mongodb(mongod.watched(url)) if url.startswith("mongodb:") else sql(url)


# Those that keep their data outside of the process.
DATABASES: dict[str, Callable[[Path], Storage]] = {
    "sqlite": sqlite,
    "postgresql": postgresql,
    "mysql": mysql,
    "mongodb": mongodb,
}
STORAGES: dict[str, Callable[[Path], Storage]] = {"memory": memory, **DATABASES}
