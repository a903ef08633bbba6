from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from attrs import evolve

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Conflict, Gone, NotFound, ValidationError
from microblog.domain.model.pending_post import (
    MAX_DRAFTS,
    MAX_SCHEDULED,
    MAX_SCHEDULED_A_DAY,
    SHORTEST_WAIT,
    PendingPost,
    check_room,
)
from microblog.domain.model.poll import WantedPoll
from microblog.domain.model.post import Visibility
from microblog.domain.use_cases.media.delete_media import DeleteMedia
from microblog.domain.use_cases.pending_posts.delete_pending_post import DeletePendingPost
from microblog.domain.use_cases.pending_posts.edit_pending_post import EditPendingPost
from microblog.domain.use_cases.tasks.tidy_up import UNUSED_MEDIA_LIVE, TidyUp
from tests.unit.domain.use_cases.action_world import ActionWorld
from tests.unit.domain.use_cases.pending_posts.pending import HOUR, draft, keep, schedule

MOMENT = timedelta(milliseconds=1)


def test_it_keeps_all_that_a_post_is_made_of_and_tells_nobody(world: ActionWorld) -> None:
    anna = world.account("anna")
    answered, media = world.write(anna), world.picture(anna)
    told = list(world.events)
    there = timezone(timedelta(hours=2))
    kept = keep(
        world,
        anna,
        datetime(2026, 5, 5, 12, 0, 0, 123_999, tzinfo=there),
        " @anna Tea\r\n",
        "key",
        content_warning="drinks",
        visibility=Visibility.UNLISTED,
        language="en",
        in_reply_to_id=answered.id,
        media_ids=(media.id, media.id),
        sensitive=True,
    )
    assert world.rows.pending_posts == {kept.id: kept}
    assert kept == PendingPost(
        id=kept.id,
        account_id=anna.id,
        text="@anna Tea",
        content_warning="drinks",
        visibility=Visibility.UNLISTED,
        language="en",
        in_reply_to_id=answered.id,
        media_ids=(media.id,),
        created_at=world.clock(),
        scheduled_at=datetime(2026, 5, 5, 10, 0, 0, 123_000, tzinfo=UTC),
        obstacle=None,
        idempotency_key="key",
        sensitive=True,
    )
    assert (list(world.rows.posts), world.events) == ([answered.id], told)


def test_it_is_five_minutes_ahead(world: ActionWorld) -> None:
    anna = world.account("anna")
    with pytest.raises(ValidationError, match=r"scheduled_at: too_soon \(minutes=5\)"):
        keep(world, anna, world.clock() + SHORTEST_WAIT - MOMENT)
    assert keep(world, anna, world.clock() + SHORTEST_WAIT).scheduled_at == world.clock() + SHORTEST_WAIT


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"text": ""}, "text: required"),
        ({"text": "x" * 501}, "text: too_long"),
        ({"language": "klingon!"}, "language: bad_language"),
        ({"media_ids": (1, 2, 3, 4, 5)}, "media_ids: too_many"),
        ({"media_ids": (2**63,)}, "media_ids: not_yours"),
        ({"key": "a\nb"}, "idempotency_key: line_break"),
    ],
)
def test_what_could_not_be_published_is_not_scheduled(world: ActionWorld, content: dict[str, Any], said: str) -> None:
    anna = world.account("anna")
    with pytest.raises(ValidationError, match=said):
        schedule(world, anna, **content)
    assert world.rows.pending_posts == {}


def test_a_draft_may_be_longer_than_a_post_but_not_nothing(world: ActionWorld) -> None:
    anna = world.account("anna")
    assert len(draft(world, anna, "x" * 501).text) == 501
    assert draft(world, anna, "", media_ids=(world.picture(anna).id,)).text == ""
    for content, said in [({}, "text: required"), ({"content_warning": "x" * 201}, "content_warning: too_long")]:
        with pytest.raises(ValidationError, match=said):
            draft(world, anna, "", **content)
    with pytest.raises(ValidationError, match="text: too_long"):
        draft(world, anna, "x" * 10_001)


def test_only_who_may_write_and_may_see_what_they_answer(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    hidden = world.write_for(Visibility.MENTIONED, ben)
    with pytest.raises(NotFound):
        schedule(world, anna, in_reply_to_id=hidden.id)
    world.change_account(anna, state=AccountState.SUSPENDED)
    with pytest.raises(NotFound):
        draft(world, anna)
    assert world.rows.pending_posts == {}


def test_the_same_key_keeps_it_once(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    kept = schedule(world, anna, key="key")
    assert schedule(world, anna, "Something else", key="key") == kept
    assert schedule(world, ben, key="key") != kept
    world.do(DeletePendingPost)(account_id=anna.id, pending_id=kept.id)
    with pytest.raises(Gone):
        schedule(world, anna, key="key")
    world.write(anna, idempotency_key="other")
    with pytest.raises(Conflict):
        schedule(world, anna, key="other")
    with pytest.raises(Conflict):
        world.write(ben, idempotency_key="key")


def test_there_are_so_many_for_one_day_and_so_many_drafts(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    noon = world.clock().replace(hour=12) + timedelta(days=1)
    for _ in range(MAX_SCHEDULED_A_DAY):
        keep(world, anna, noon)
    with pytest.raises(ValidationError, match=r"scheduled_at: too_many_that_day \(limit=25\)"):
        keep(world, anna, noon + timedelta(hours=11))
    for author, moment in [(anna, noon + timedelta(hours=12)), (ben, noon)]:
        keep(world, author, moment)
    for _ in range(MAX_DRAFTS):
        draft(world, anna)
    with pytest.raises(ValidationError, match=r"draft: too_many \(limit=100\)"):
        draft(world, anna)
    assert len(world.rows.pending_posts) == MAX_SCHEDULED_A_DAY + 2 + MAX_DRAFTS


def test_there_are_so_many_in_all() -> None:
    noon = datetime(2026, 5, 4, 12, tzinfo=UTC)
    days = [noon + timedelta(days=number) for number in range(1, MAX_SCHEDULED)]
    drafts = [None] * MAX_DRAFTS
    check_room([*days, *drafts], noon)
    for others in ([*days, days[0]], [*days, *drafts, None]):  # drafts that could not be published
        with pytest.raises(ValidationError, match=r"scheduled_at: too_many \(limit=300\)"):
            check_room(others, noon)


def test_its_pictures_are_not_swept_nor_deleted_nor_shown_elsewhere(world: ActionWorld) -> None:
    anna = world.account("anna")
    first, second = world.picture(anna), world.picture(anna)
    schedule(world, anna, media_ids=(first.id,))
    draft(world, anna, media_ids=(second.id,))
    for media in (first, second):
        for action in (
            lambda media=media: world.write(anna, media_ids=[media.id]),
            lambda media=media: draft(world, anna, media_ids=(media.id,)),
        ):
            with pytest.raises(ValidationError, match="media_ids: not_yours"):
                action()
        with pytest.raises(ValidationError, match="media: in_use"):
            world.do(DeleteMedia)(account_id=anna.id, media_id=media.id)
    world.clock.move(UNUSED_MEDIA_LIVE + MOMENT)
    world.do(TidyUp)()
    assert set(world.rows.media) == {first.id, second.id}


def test_pictures_go_with_what_is_thrown_away_but_may_be_used_for_a_day(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    first, second = world.picture(anna), world.picture(anna)
    kept = [schedule(world, anna, media_ids=(first.id,)), draft(world, anna, media_ids=(second.id,))]
    delete = world.do(DeletePendingPost)
    with pytest.raises(NotFound):
        delete(account_id=ben.id, pending_id=kept[0].id)
    with pytest.raises(NotFound):
        delete(account_id=anna.id, pending_id=kept[1].id, only_scheduled=True)
    for each in kept:
        delete(account_id=anna.id, pending_id=each.id)
        with pytest.raises(NotFound):
            delete(account_id=anna.id, pending_id=each.id)
    assert world.rows.pending_posts == {}
    now = world.clock()
    assert world.rows.media[first.id] == evolve(first, unused_since=now)
    post = world.write(anna, media_ids=[first.id])
    world.clock.move(UNUSED_MEDIA_LIVE + MOMENT)
    world.do(TidyUp)()
    assert [media.post_id for media in world.rows.media.values()] == [post.id]


TWO = ("tea", "coffee")


@pytest.mark.parametrize(
    ("poll", "in_draft", "scheduled"),
    [
        (WantedPoll((" tea ", "", "coffee"), 300), WantedPoll(TWO, 300), None),
        (WantedPoll(("tea",), 300), WantedPoll(("tea",), 300), "poll_options: too_few"),
        (WantedPoll(("tea", "x" * 51), 300), WantedPoll(("tea", "x" * 51), 300), "poll_options: too_long"),
        (WantedPoll(("tea", "tea"), 300), WantedPoll(("tea", "tea"), 300), "poll_options: twice"),
        (WantedPoll(TWO, None), WantedPoll(TWO, None), "poll_expires_in: required"),
        (WantedPoll(TWO, 299), "poll_expires_in: out_of_range", "poll_expires_in: out_of_range"),
        (WantedPoll(tuple("12345"), 300), "poll_options: too_many", "poll_options: too_many"),
        (WantedPoll(("tea", "\0"), 300), "poll_options: control_character", "poll_options: control_character"),
    ],
)
def test_a_poll_is_sound_when_it_is_scheduled_and_may_be_unfinished_in_a_draft(
    world: ActionWorld, poll: WantedPoll, in_draft: WantedPoll | str, scheduled: str | None
) -> None:
    anna = world.account("anna")
    if isinstance(in_draft, str):
        with pytest.raises(ValidationError, match=in_draft):
            keep(world, anna, None, "", poll=poll)
    else:
        assert keep(world, anna, None, "", poll=poll).poll == in_draft
    if scheduled is not None:
        with pytest.raises(ValidationError, match=scheduled):
            keep(world, anna, world.clock() + HOUR, poll=poll)
    else:
        assert keep(world, anna, world.clock() + HOUR, poll=poll).poll == in_draft


def test_there_are_either_pictures_or_a_poll(world: ActionWorld) -> None:
    anna = world.account("anna")
    media = world.picture(anna)
    for moment in (None, world.clock() + HOUR):
        with pytest.raises(ValidationError, match="media_ids: with_poll"):
            keep(world, anna, moment, poll=WantedPoll(TWO, 300), media_ids=(media.id,))
    assert world.rows.pending_posts == {}


def test_an_edit_changes_the_poll_or_takes_it_away(world: ActionWorld) -> None:
    anna = world.account("anna")
    kept = schedule(world, anna, poll=WantedPoll(TWO, 300))
    later = evolve(kept.content, poll=WantedPoll(TWO, 600))
    for content in (later, evolve(later, poll=None)):
        changed = world.do(EditPendingPost)(
            account_id=anna.id, pending_id=kept.id, content=content, scheduled_at=kept.scheduled_at
        )
        assert world.rows.pending_posts[kept.id] == changed == evolve(kept, poll=content.poll)
