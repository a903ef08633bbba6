from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from microblog.domain.model.account import Account
from microblog.domain.model.errors import NotFound, ValidationError
from microblog.domain.model.page import Cursor
from microblog.domain.model.pending_post import MAX_SCHEDULED_A_DAY, Obstacle
from microblog.domain.model.post import Visibility
from microblog.domain.model.post_content import PostContent
from microblog.domain.use_cases.pending_posts.edit_pending_post import EditPendingPost, ReschedulePost
from microblog.domain.use_cases.pending_posts.publish_pending_post import PublishPendingPost
from microblog.domain.use_cases.pending_posts.read_pending_posts import (
    ReadPendingPost,
    ReadPendingPosts,
    ReadScheduledPosts,
)
from tests.unit.domain.use_cases.action_world import ActionWorld
from tests.unit.domain.use_cases.pending_posts.pending import HOUR, an_hour_later, draft, keep, schedule


def test_everything_of_it_can_be_changed(world: ActionWorld) -> None:
    anna = world.account("anna")
    first, second, third = (world.picture(anna) for _ in range(3))
    kept = evolve(draft(world, anna, media_ids=(first.id, second.id)), obstacle=Obstacle.FAILURE)
    world.rows.pending_posts[kept.id] = kept
    content = PostContent("Now", "drinks", Visibility.FOLLOWERS, "en", None, (third.id, second.id))
    moment = world.clock() + HOUR
    changed = world.do(EditPendingPost)(
        account_id=anna.id, pending_id=kept.id, content=content, scheduled_at=moment, descriptions={second.id: "Tea"}
    )
    assert changed.content == content
    assert (changed.scheduled_at, changed.obstacle, changed.created_at) == (moment, None, kept.created_at)
    assert world.rows.pending_posts == {kept.id: changed}
    rows = world.rows.media
    assert (rows[first.id].pending_post_id, rows[first.id].unused_since) == (None, world.clock())
    assert (rows[second.id].description, rows[third.id].pending_post_id) == ("Tea", kept.id)
    (post,) = an_hour_later(world)
    assert [media.description for media in post.media] == [third.description, "Tea"]


def test_nobody_else_changes_reads_or_publishes_it(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    kept = schedule(world, anna)
    for pending_id in (kept.id, -1, 2**63):
        of_ben: dict[str, Any] = {"account_id": ben.id, "pending_id": pending_id}
        with pytest.raises(NotFound):
            world.do(EditPendingPost)(**of_ben, content=PostContent("x"), scheduled_at=None)
        with pytest.raises(NotFound):
            world.do(ReschedulePost)(**of_ben, scheduled_at=world.clock() + HOUR)
        with pytest.raises(NotFound):
            world.do(PublishPendingPost)(**of_ben)
        with pytest.raises(NotFound):
            world.do(ReadPendingPost)(**of_ben)
    assert world.do(ReadPendingPosts)(account_id=ben.id) == ([], [])
    assert world.rows.pending_posts == {kept.id: kept}


def test_only_what_is_scheduled_is_put_off(world: ActionWorld) -> None:
    anna = world.account("anna")
    kept, other = schedule(world, anna), draft(world, anna)
    reschedule, moment = world.do(ReschedulePost), world.clock() + 2 * HOUR
    assert reschedule(account_id=anna.id, pending_id=kept.id, scheduled_at=moment) == evolve(kept, scheduled_at=moment)
    with pytest.raises(ValidationError, match="scheduled_at: too_soon"):
        reschedule(account_id=anna.id, pending_id=kept.id, scheduled_at=world.clock())
    with pytest.raises(NotFound):
        reschedule(account_id=anna.id, pending_id=other.id, scheduled_at=moment)
    assert an_hour_later(world) == []
    assert len(an_hour_later(world)) == 1


def test_a_full_day_takes_no_more_but_lets_those_move_that_it_has(world: ActionWorld) -> None:
    anna = world.account("anna")
    noon = world.clock() + timedelta(days=1)
    of_that_day = [keep(world, anna, noon) for _ in range(MAX_SCHEDULED_A_DAY)]
    of_the_next = keep(world, anna, noon + timedelta(days=1))
    reschedule, evening = world.do(ReschedulePost), noon.replace(hour=18)
    assert reschedule(account_id=anna.id, pending_id=of_that_day[0].id, scheduled_at=evening).scheduled_at == evening
    with pytest.raises(ValidationError, match="scheduled_at: too_many_that_day"):
        reschedule(account_id=anna.id, pending_id=of_the_next.id, scheduled_at=evening)


def test_it_is_published_before_its_time_as_it_is_or_with_other_content(world: ActionWorld) -> None:
    anna = world.account("anna")
    first, second = world.picture(anna), world.picture(anna)
    publish = world.do(PublishPendingPost)
    kept = schedule(world, anna, media_ids=(first.id,))
    post = publish(account_id=anna.id, pending_id=kept.id)
    assert (post.text, post.created_at, post.media) == ("Later", world.clock(), (first.attached,))
    with pytest.raises(NotFound):
        publish(account_id=anna.id, pending_id=kept.id)
    kept = draft(world, anna, media_ids=(second.id,))
    third = world.picture(anna)
    content = PostContent("Changed", media_ids=(third.id,))
    post = publish(account_id=anna.id, pending_id=kept.id, content=content, descriptions={third.id: "Tea"})
    assert (post.text, [media.description for media in post.media]) == ("Changed", ["Tea"])
    assert world.rows.media[second.id].unused_since == world.clock()
    assert world.rows.media[third.id].post_id == post.id
    assert world.rows.pending_posts == {}
    assert an_hour_later(world) == []


def test_a_draft_is_published_only_when_it_is_fit(world: ActionWorld) -> None:
    anna = world.account("anna")
    kept = draft(world, anna, "x" * 501)
    with pytest.raises(ValidationError, match="text: too_long"):
        world.do(PublishPendingPost)(account_id=anna.id, pending_id=kept.id)
    assert world.rows.pending_posts == {kept.id: kept}


def test_what_answered_something_that_is_gone_says_so_until_it_does_not_answer(world: ActionWorld) -> None:
    anna = world.account("anna")
    answered = world.write(anna)
    kept = schedule(world, anna, in_reply_to_id=answered.id)
    world.bury(answered)
    one: dict[str, Any] = {"account_id": anna.id, "pending_id": kept.id}
    for refused in (
        lambda: world.do(PublishPendingPost)(**one),
        lambda: world.do(ReschedulePost)(**one, scheduled_at=world.clock() + 2 * HOUR),
        lambda: world.do(EditPendingPost)(**one, content=kept.content, scheduled_at=world.clock() + HOUR),
    ):
        with pytest.raises(ValidationError, match="in_reply_to_id: gone"):
            refused()
    edited = world.do(EditPendingPost)(**one, content=evolve(kept.content, text="As a draft"), scheduled_at=None)
    assert (edited.text, edited.in_reply_to_id) == ("As a draft", answered.id)
    post = world.do(PublishPendingPost)(**one, content=evolve(edited.content, in_reply_to_id=None))
    assert (post.text, post.in_reply_to_id) == ("As a draft", None)


def test_what_there_is_is_read_in_its_order(world: ActionWorld) -> None:
    anna = world.account("anna")
    media = world.picture(anna)
    drafts = [draft(world, anna, media_ids=(media.id,)), draft(world, anna)]
    late, soon = keep(world, anna, world.clock() + 2 * HOUR), schedule(world, anna)
    schedule(world, world.account("ben"))
    coming, kept = world.do(ReadPendingPosts)(account_id=anna.id)
    assert [view.pending for view in coming] == [soon, late]
    assert [view.pending for view in kept] == [drafts[1], drafts[0]]
    assert kept[1].media == (media.attached,)
    read = world.do(ReadPendingPost)
    assert read(account_id=anna.id, pending_id=drafts[0].id) == kept[1]
    with pytest.raises(NotFound):
        read(account_id=anna.id, pending_id=drafts[0].id, only_scheduled=True)


def _page(world: ActionWorld, anna: Account, **cursor: int) -> tuple[list[int], int | None, int | None]:
    page = world.do(ReadScheduledPosts)(account_id=anna.id, cursor=Cursor(**cursor))
    return [view.pending.id for view in page.items], page.next_max_id, page.prev_min_id


def test_what_is_scheduled_is_read_in_pages(world: ActionWorld) -> None:
    anna = world.account("anna")
    ids = []
    for _ in range(5):
        ids.append(schedule(world, anna).id)
        draft(world, anna)
    ids.reverse()
    assert _page(world, anna) == (ids, None, ids[0])
    assert _page(world, anna, limit=2) == (ids[:2], ids[1], ids[0])
    assert _page(world, anna, limit=2, max_id=ids[1]) == (ids[2:4], ids[3], ids[2])
    assert _page(world, anna, limit=2, max_id=ids[3]) == (ids[4:], None, ids[4])
    assert _page(world, anna, limit=2, min_id=ids[4]) == (ids[2:4], ids[3], ids[2])
    assert _page(world, anna, since_id=ids[2]) == (ids[:2], ids[1], ids[0])
    assert _page(world, anna, min_id=ids[0]) == ([], None, None)
