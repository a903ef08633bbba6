"""Which state the collections and indexes are in, and how to bring them to the one that this code needs."""

from attrs import frozen

from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.documents import INTAKES
from microblog.adapters.storage.mongo.migrations import (
    rev_0001_first_collections,
    rev_0002_search,
    rev_0003_apps,
    rev_0004_bookmarks,
    rev_0005_followed_tags,
    rev_0006_media,
    rev_0007_mutes,
    rev_0008_lists,
    rev_0009_markers,
    rev_0010_account_notes,
    rev_0011_pending_posts,
    rev_0012_posts_with_media,
    rev_0013_mail_states,
    rev_0014_polls,
    rev_0015_digests,
    rev_0016_recordings,
    rev_0017_filters,
    rev_0018_dismissals,
    rev_0019_thread_mutes,
    rev_0020_reports,
    rev_0021_push,
    rev_0022_notification_groups,
    rev_0023_trends,
    rev_0024_featured_tags,
    rev_0025_conversations,
    rev_0026_announcements,
    rev_0027_notification_requests,
)
from microblog.adapters.storage.mongo.search_index import catch_up
from microblog.ports.schema import Schema, SchemaMismatch, UnfinishedCopy

_COLLECTION = "schema"
_STEPS = {
    1: rev_0001_first_collections.upgrade,
    2: rev_0002_search.upgrade,
    3: rev_0003_apps.upgrade,
    4: rev_0004_bookmarks.upgrade,
    5: rev_0005_followed_tags.upgrade,
    6: rev_0006_media.upgrade,
    7: rev_0007_mutes.upgrade,
    8: rev_0008_lists.upgrade,
    9: rev_0009_markers.upgrade,
    10: rev_0010_account_notes.upgrade,
    11: rev_0011_pending_posts.upgrade,
    12: rev_0012_posts_with_media.upgrade,
    13: rev_0013_mail_states.upgrade,
    14: rev_0014_polls.upgrade,
    15: rev_0015_digests.upgrade,
    16: rev_0016_recordings.upgrade,
    17: rev_0017_filters.upgrade,
    18: rev_0018_dismissals.upgrade,
    19: rev_0019_thread_mutes.upgrade,
    20: rev_0020_reports.upgrade,
    21: rev_0021_push.upgrade,
    22: rev_0022_notification_groups.upgrade,
    23: rev_0023_trends.upgrade,
    24: rev_0024_featured_tags.upgrade,
    25: rev_0025_conversations.upgrade,
    26: rev_0026_announcements.upgrade,
    27: rev_0027_notification_requests.upgrade,
}

# The revision that this code needs.
HEAD = max(_STEPS)


@frozen
class MongoSchema(Schema):
    """Collections and indexes, as the migrations make them."""

    database: Database

    def check(self) -> None:
        check(self.database)

    def upgrade(self) -> None:
        upgrade(self.database)


def current(database: Database) -> int | None:
    """The revision of what is there; None where nothing is. Raises StorageUnavailable."""
    with database.read() as commands:
        found = commands.find_one(_COLLECTION, {"_id": _COLLECTION})
    return None if found is None else found["revision"]


def check(database: Database) -> None:
    """Raises SchemaMismatch unless the collections are what this code needs. Changes nothing."""
    revision = current(database)
    if revision is None:
        raise SchemaMismatch("The database has no collections yet: run `microblog db upgrade`.")
    if revision < HEAD:
        raise SchemaMismatch(
            f"The database is at revision {revision} and this version of microblog needs {HEAD}: "
            "run `microblog db upgrade`."
        )
    if revision > HEAD:
        raise SchemaMismatch(
            f"The database is at revision {revision}, which is newer than this version of microblog knows: "
            "install the version that was last used with it."
        )
    _refuse_unfinished(database)


def _refuse_unfinished(database: Database) -> None:
    with database.read() as commands:
        intake = commands.find_one(INTAKES, {})
    if intake is not None:
        raise UnfinishedCopy(intake["origin"])


def upgrade(database: Database) -> None:
    """Bring the collections forward. Nothing happens if they are there already. Raises StorageUnavailable.

    Several processes may do it at once, and it may be cut off anywhere: each step makes what is missing, and its
    revision is noted only when it is through. What search needs is filled in afterwards, while others may be serving.
    """
    revision = current(database) or 0
    if revision > HEAD:
        check(database)  # which says that it is too new
    for step in sorted(each for each in _STEPS if each > revision):
        with database.administer() as driver:
            _STEPS[step](driver)
            driver[_COLLECTION].update_one({"_id": _COLLECTION}, {"$max": {"revision": step}}, upsert=True)
    catch_up(database)
