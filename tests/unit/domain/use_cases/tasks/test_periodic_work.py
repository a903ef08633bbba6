"""Tidying up, and the schedule."""

from datetime import UTC, date, datetime, timedelta

from attrs import evolve

from microblog.adapters.storage.memory.search_index import MemorySearchIndex
from microblog.adapters.storage.memory.statistics_query import MemoryStatisticsQuery
from microblog.domain.model.app import App, AppToken, AuthorizationCode, Grant, TokenKind
from microblog.domain.model.digest import Digest
from microblog.domain.model.events import PostLiked
from microblog.domain.model.session import Purpose, Session, Token
from microblog.domain.use_cases.mutes.end_mutes import EndMutes
from microblog.domain.use_cases.notifications.write_digests import WriteDigests
from microblog.domain.use_cases.pending_posts.publish_due_posts import PublishDuePosts
from microblog.domain.use_cases.polls.end_polls import EndPolls
from microblog.domain.use_cases.statistics.compute_statistics import ComputeStatistics
from microblog.domain.use_cases.tasks.schedule import Schedule
from microblog.domain.use_cases.tasks.tidy_up import (
    BATCH,
    DIGESTS_ARE_KNOWN,
    HOME_TIMELINE_LENGTH,
    SPENT_CODES_ARE_KNOWN,
    UNUSED_APPS_LIVE,
    UNUSED_GRANTS_OF_NOBODY_LIVE,
    UNUSED_MEDIA_LIVE,
    TidyUp,
)
from microblog.domain.use_cases.trends.compute_trends import ComputeTrends
from tests.unit.domain.use_cases.action_world import ActionWorld

MOMENT = timedelta(milliseconds=1)
OLD = datetime(2000, 1, 1, tzinfo=UTC)


def test_what_has_had_its_time_goes(world: ActionWorld) -> None:
    anna = world.account("anna")
    now = world.clock()
    soon, day = now + timedelta(minutes=1), timedelta(days=1)
    posts = [world.post(anna).id for _ in range(HOME_TIMELINE_LENGTH + 2)]
    with world.unit_of_work() as uow:
        for session_id, expires_at in [(1, now), (2, soon)]:
            uow.sessions.add(Session(session_id, bytes([session_id]), anna.id, now, now, expires_at, False, ""))
            uow.tokens.add(Token(bytes([session_id]), Purpose.UNSUBSCRIBE, anna.id, now, expires_at))
        uow.idempotency.add(anna.id, "old", posts[0], now - day - timedelta(seconds=1))
        uow.idempotency.add(anna.id, "young", posts[1], now - day + timedelta(seconds=1))
        for post_id in posts:
            uow.home_timelines.add([anna.id], post_id)
        uow.commit()
    known = SPENT_CODES_ARE_KNOWN
    with world.unit_of_work() as uow:
        for app_id, created_at in [(1, now - UNUSED_APPS_LIVE - MOMENT), (2, now - UNUSED_APPS_LIVE), (3, OLD)]:
            uow.apps.add(App(app_id, str(app_id), b"", "", "", (), (), created_at))
        uow.grants.add(Grant(3, 3, anna.id, (), OLD, OLD))
        for number, expires_at in [(1, now - known - MOMENT), (2, now - known)]:
            code = AuthorizationCode(bytes([number]), 3, anna.id, "", (), "", OLD, expires_at, 3)
            uow.authorization_codes.add(code)
        for number, valid_until in [(1, now), (2, now + MOMENT), (3, None)]:
            uow.app_tokens.add(AppToken(bytes([number]), TokenKind.ACCESS, 3, OLD, valid_until))
        idle = now - UNUSED_GRANTS_OF_NOBODY_LIVE
        uow.apps.add(App(4, "4", b"", "", "", (), (), OLD))  # which goes with its grant
        for grant_id, app_id, used_at, valid_until in [
            (4, 4, idle - MOMENT, None),
            (5, 3, now, now),
            (6, 3, idle, None),
        ]:
            uow.grants.add(Grant(grant_id, app_id, None, (), OLD, used_at))
            uow.app_tokens.add(AppToken(bytes([grant_id]), TokenKind.ACCESS, grant_id, OLD, valid_until))
        uow.commit()
    old_media, young_media = world.picture(anna), world.picture(anna)
    shown = world.picture(anna)
    with world.unit_of_work() as uow:
        for media, since in [(old_media, now - UNUSED_MEDIA_LIVE - MOMENT), (young_media, now), (shown, None)]:
            uow.media.save(evolve(media, unused_since=since))
        uow.commit()
    tidy_up = TidyUp(world.unit_of_work, world.clock, world.media_store)
    tidy_up()
    tidy_up()
    assert list(world.rows.sessions) == [2]
    assert list(world.rows.tokens) == [bytes([2])]
    assert list(world.rows.apps) == [2, 3]
    assert list(world.rows.authorization_codes) == [bytes([2])]
    assert list(world.rows.grants) == [3, 6]
    assert list(world.rows.app_tokens) == [bytes([2]), bytes([3]), bytes([6])]
    assert list(world.rows.idempotency) == [(anna.id, "young")]
    assert world.home(anna) == posts[2:]
    assert list(world.rows.media) == [young_media.id, shown.id]
    assert set(world.media_store.files) == {
        name for media in (young_media, shown) for name in (media.attached.file_name, media.attached.preview_name)
    }


def test_more_pictures_than_are_looked_at_together_are_tidied_up(world: ActionWorld) -> None:
    anna = world.account("anna")
    for _ in range(2 * BATCH):
        world.picture(anna)
    world.clock.move(UNUSED_MEDIA_LIVE + MOMENT)
    TidyUp(world.unit_of_work, world.clock, world.media_store)()
    assert (world.rows.media, world.media_store.files) == ({}, {})


def _schedule(world: ActionWorld) -> Schedule:
    statistics = ComputeStatistics(world.unit_of_work, MemoryStatisticsQuery(world.storage), world.clock)
    end_mutes = EndMutes(world.unit_of_work, world.clock)
    end_polls = EndPolls(world.unit_of_work, world.clock)
    tidy_up = TidyUp(world.unit_of_work, world.clock, world.media_store)
    publish_due_posts = world.do(PublishDuePosts)
    digests = world.do(WriteDigests)
    return Schedule(
        world.clock,
        world.sweep,
        publish_due_posts,
        end_mutes,
        end_polls,
        digests,
        tidy_up,
        statistics,
        world.do(ComputeTrends),
        MemorySearchIndex(),
    )


def test_the_schedule_sweeps_and_tidies(world: ActionWorld) -> None:
    entries = {entry.name: entry for entry in _schedule(world).entries()}
    assert entries["sweep_outbox"].every <= timedelta(seconds=10)
    world.happens(PostLiked(1, 2))
    entries["sweep_outbox"].action()
    assert world.open_tasks == []
    with world.unit_of_work() as uow:
        old, young = (world.clock() - DIGESTS_ARE_KNOWN - MOMENT, 1), (world.clock() - DIGESTS_ARE_KNOWN, 2)
        for created_at, period in (old, young):
            uow.digests.add(Digest(1, period, 3, created_at))
        uow.commit()
    entries["tidy_up"].action()
    assert list(world.rows.digests) == [(1, 2)]
    assert entries["write_digests"].every <= timedelta(minutes=10)
    assert entries["write_digests"].action() == 0
    assert entries["catch_up_search"].action() == 0
    assert entries["publish_due_posts"].every <= timedelta(seconds=10)
    assert entries["publish_due_posts"].action() == 0
    assert entries["end_mutes"].every <= timedelta(minutes=1)
    assert entries["end_mutes"].action() == 0
    assert entries["end_polls"].every <= timedelta(minutes=1)
    assert entries["end_polls"].action() == 0


def test_days_are_kept_shortly_after_they_end(world: ActionWorld) -> None:
    (keep_days,) = [entry.action for entry in _schedule(world).entries() if entry.name == "compute_statistics"]
    world.clock.now = datetime(2026, 5, 4, 0, 1, 59, tzinfo=UTC)
    keep_days()
    assert max(world.rows.statistics) == date(2026, 5, 2)
    world.clock.now = datetime(2026, 5, 4, 0, 2, tzinfo=UTC)
    keep_days()
    assert max(world.rows.statistics) == date(2026, 5, 3)
    kept = dict(world.rows.statistics)
    keep_days()
    assert world.rows.statistics == kept


def test_days_on_which_the_machine_was_off_are_made_up_for(world: ActionWorld) -> None:
    (keep_days,) = [entry.action for entry in _schedule(world).entries() if entry.name == "compute_statistics"]
    keep_days()
    world.clock.move(timedelta(days=5))
    keep_days()
    days = sorted(world.rows.statistics)
    assert days == [days[0] + timedelta(days=number) for number in range(12)]
