from datetime import timedelta

from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.events import PollEnded
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.poll import WantedPoll
from microblog.domain.model.post import Post, Visibility
from microblog.domain.use_cases.notifications import notify_poll_ended
from microblog.domain.use_cases.polls import end_polls
from microblog.domain.use_cases.polls.end_polls import EndPolls
from microblog.domain.use_cases.polls.vote_in_poll import VoteInPoll
from microblog.domain.use_cases.posts.delete_post import DeletePost
from microblog.domain.use_cases.posts.edit_post import EditPost
from tests.unit.domain.use_cases.action_world import ActionWorld

HOUR = timedelta(hours=1)
WANTED = WantedPoll(("tea", "coffee"), 3600)


def _vote(world: ActionWorld, voter: Account, post: Post) -> None:
    world.do(VoteInPoll)(account_id=voter.id, post_id=post.id, choices=[0])


def _told(world: ActionWorld) -> list[tuple[int, int, int | None]]:
    told = [one for one in world.rows.notifications.values() if one.kind is NotificationKind.POLL]
    return sorted((one.account_id, one.sender_id, one.post_id) for one in told)


def _end(world: ActionWorld) -> int:
    """Notice what has ended, and tell people."""
    count: int = world.do(EndPolls)()
    world.sweep()
    return count


def test_author_and_voters_are_told_once_of_the_end(world: ActionWorld) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    post, later = world.write(anna, poll=WANTED), world.write(anna, poll=WantedPoll(("a", "b"), 7200))
    _vote(world, ben, post)
    _vote(world, cleo, later)
    world.clock.move(HOUR - timedelta(seconds=1))
    assert _end(world) == 0
    world.clock.move(timedelta(seconds=1))
    assert _end(world) == 1
    assert _told(world) == [(anna.id, anna.id, post.id), (ben.id, anna.id, post.id)]
    assert _end(world) == 0
    world.react_twice(PollEnded(post.id, 0))
    assert len(_told(world)) == 2
    world.clock.move(HOUR)
    assert _end(world) == 1
    assert (cleo.id, anna.id, later.id) in _told(world)


def test_only_who_may_be_told_is(world: ActionWorld) -> None:
    anna, ben, cleo, dora, emil = (world.account(name) for name in ("anna", "ben", "cleo", "dora", "emil"))
    for follower in (ben, cleo, dora, emil):
        world.follow(follower, anna)
    post = world.write(anna, poll=WANTED, visibility=Visibility.FOLLOWERS)
    for voter in (ben, cleo, dora, emil):
        _vote(world, voter, post)
    world.block(anna, ben)
    world.mute(cleo, anna)
    world.change(dora, AccountState.SUSPENDED)
    with world.unit_of_work() as uow:
        uow.follows.remove(emil.id, anna.id)
        uow.commit()
    world.clock.move(HOUR)
    assert _end(world) == 1
    assert _told(world) == [(anna.id, anna.id, post.id)]


def test_many_voters_and_many_polls_go_in_batches(world: ActionWorld) -> None:
    anna = world.account("anna")
    posts = [world.write(anna, poll=WANTED) for _ in range(end_polls.BATCH + 1)]
    voters = [world.account(f"v{number}") for number in range(2 * notify_poll_ended.BATCH)]
    for voter in voters:
        _vote(world, voter, posts[0])
    world.clock.move(HOUR)
    assert _end(world) == len(posts)
    assert {account_id for account_id, _, post_id in _told(world) if post_id == posts[0].id} == {
        anna.id,
        *(voter.id for voter in voters),
    }
    assert len([event for event in world.events if isinstance(event, PollEnded)]) == len(posts) + 2
    assert world.open_tasks == []


def test_an_end_that_was_put_off_comes_later_and_one_that_went_never(world: ActionWorld) -> None:
    anna = world.account("anna")
    longer, without, deleted = (world.write(anna, poll=WANTED) for _ in range(3))
    edit = world.do(EditPost)
    edit(account_id=anna.id, post_id=longer.id, text="Hello", poll=WantedPoll(WANTED.options, 7200))
    edit(account_id=anna.id, post_id=without.id, text="Hello")
    world.do(DeletePost)(account_id=anna.id, post_id=deleted.id)
    world.clock.move(HOUR)
    assert _end(world) == 0
    world.react_twice(PollEnded(longer.id, 0))
    assert _told(world) == []
    world.clock.move(HOUR)
    assert _end(world) == 1
    assert _told(world) == [(anna.id, anna.id, longer.id)]
