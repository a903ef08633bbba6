import pytest

from microblog.domain.model.errors import Gone, NotFound, ValidationError
from microblog.domain.model.events import PostBoosted, PostLiked, PostPublished
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.post import Visibility
from microblog.domain.model.relationships import MAX_MUTED_THREADS, ThreadMute
from microblog.domain.use_cases.mutes.mute_thread import MuteThread, UnmuteThread
from microblog.domain.use_cases.posts.read_post import ReadPost
from tests.unit.domain.use_cases.action_world import ActionWorld


def test_nothing_more_is_told_of_a_muted_conversation_until_it_is_heard_of_again(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    first = world.write(anna, "first")
    reply = world.write(ben, "@anna reply", in_reply_to_id=first.id)
    for _ in range(2):
        assert world.do(MuteThread)(account_id=anna.id, post_id=reply.id) == reply
    assert set(world.rows.thread_mutes) == {(anna.id, first.id)}
    world.like(ben, first)
    boost = world.post(ben, boost_of=first)
    happened = PostPublished(reply.id), PostLiked(first.id, ben.id), PostBoosted(boost.id)
    for event in happened:
        world.react_twice(event)
    assert world.told(anna) == []
    read = world.do(ReadPost)
    assert [read(viewer_id=one.id, post_id=first.id).muted for one in (anna, ben)] == [True, False]
    assert world.do(UnmuteThread)(account_id=anna.id, post_id=first.id) == first
    for event in happened:
        world.react_twice(event)
    kinds = [NotificationKind.MENTION, NotificationKind.LIKE, NotificationKind.BOOST]
    assert [kind for kind, *_ in world.told(anna)] == kinds


def test_other_conversations_are_told_of(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.do(MuteThread)(account_id=anna.id, post_id=world.write(anna, "first").id)
    other = world.write(ben, "@anna something else")
    world.react_twice(PostPublished(other.id))
    assert len(world.told(anna)) == 1


def test_what_is_not_seen_is_not_muted(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    hidden, gone = world.write_for(Visibility.FOLLOWERS, ben, "hidden"), world.write(ben, "gone")
    world.bury(gone)
    for post_id, error in ((hidden.id, NotFound), (gone.id, Gone), (2**63, NotFound)):
        with pytest.raises(error):
            world.do(MuteThread)(account_id=anna.id, post_id=post_id)
        with pytest.raises(error):
            world.do(UnmuteThread)(account_id=anna.id, post_id=post_id)
    assert world.rows.thread_mutes == {}


def test_there_is_an_end_to_muting(world: ActionWorld) -> None:
    anna = world.account("anna")
    with world.unit_of_work() as uow:
        for number in range(MAX_MUTED_THREADS):
            uow.thread_mutes.add(ThreadMute(anna.id, 10**9 + number, world.clock()))
        uow.commit()
    with pytest.raises(ValidationError, match=r"post: too_many \(limit=1000\)"):
        world.do(MuteThread)(account_id=anna.id, post_id=world.write(anna).id)
    assert len(world.rows.thread_mutes) == MAX_MUTED_THREADS
