from datetime import timedelta

import pytest

from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.errors import Gone, NotFound, ValidationError
from microblog.domain.model.poll import WantedPoll
from microblog.domain.model.post import Post, Visibility
from microblog.domain.model.views import PollView
from microblog.domain.use_cases.accounts.delete_account import RemoveAccount
from microblog.domain.use_cases.polls.vote_in_poll import VoteInPoll
from microblog.domain.use_cases.posts.read_post import ReadPost
from tests.unit.domain.use_cases.action_world import ActionWorld

WANTED = WantedPoll(("tea", "coffee", "water"), 3600)
SEVERAL = WantedPoll(("tea", "coffee", "water"), 3600, multiple=True)


def _poll(world: ActionWorld, viewer: Account, post: Post) -> PollView:
    poll = world.do(ReadPost)(viewer_id=viewer.id, post_id=post.id).poll
    assert poll is not None
    return poll


def _refusal(world: ActionWorld, voter: Account, post: Post, *choices: int) -> str:
    with pytest.raises(ValidationError) as caught:
        world.do(VoteInPoll)(account_id=voter.id, post_id=post.id, choices=choices)
    assert caught.value.field == "choices"
    return caught.value.code


def test_one_votes_once(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = world.write(anna, poll=WANTED)
    boost = world.post(ben, boost_of=post)
    assert world.do(VoteInPoll)(account_id=ben.id, post_id=boost.id, choices=[2, 2]) == post
    poll = _poll(world, ben, post)
    assert (poll.choices, poll.votes, poll.voters_count) == ((2,), (0, 0, 1), 1)
    assert _poll(world, anna, post).choices is None
    assert _refusal(world, ben, post, 1) == "voted"
    assert _poll(world, ben, post) == poll


def test_several_options_may_be_chosen_where_the_poll_says_so(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    one, several = world.write(anna, poll=WANTED), world.write(anna, poll=SEVERAL)
    assert _refusal(world, ben, one, 0, 1) == "only_one"
    world.do(VoteInPoll)(account_id=ben.id, post_id=several.id, choices=[2, 0])
    poll = _poll(world, ben, several)
    assert (poll.choices, poll.votes, poll.voters_count) == ((0, 2), (1, 0, 1), 1)


@pytest.mark.parametrize("choice", [-1, 3, 2**70])
def test_an_option_has_to_be_there(world: ActionWorld, choice: int) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = world.write(anna, poll=SEVERAL)
    assert _refusal(world, ben, post, 0, choice) == "no_option"
    assert _refusal(world, ben, post) == "required"
    assert world.rows.poll_votes == {}


def test_nobody_votes_in_their_own_poll_nor_after_its_end(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = world.write(anna, poll=WANTED)
    assert _refusal(world, anna, post, 0) == "own_poll"
    world.clock.move(timedelta(hours=1))
    assert _refusal(world, ben, post, 0) == "ended"
    assert world.rows.poll_votes == {}


def test_nobody_votes_in_what_they_may_not_see_or_what_is_no_poll(world: ActionWorld) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    world.block(anna, cleo)
    hidden = world.write(anna, poll=WANTED, visibility=Visibility.FOLLOWERS)
    public, plain, buried = world.write(anna, poll=WANTED), world.write(anna), world.write(anna, poll=WANTED)
    world.bury(buried)
    for voter, post, error in (
        (ben, hidden.id, NotFound),
        (cleo, public.id, NotFound),
        (ben, plain.id, NotFound),
        (ben, 10**6, NotFound),
        (ben, 2**70, NotFound),
        (ben, buried.id, Gone),
    ):
        with pytest.raises(error):
            world.do(VoteInPoll)(account_id=voter.id, post_id=post, choices=[0])
    suspended = world.account("dora", AccountState.SUSPENDED)
    with pytest.raises(NotFound):
        world.do(VoteInPoll)(account_id=suspended.id, post_id=public.id, choices=[0])
    assert world.rows.poll_votes == {}


def test_votes_of_a_deleted_account_count_no_longer(world: ActionWorld) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    posts = [world.write(anna, poll=WANTED) for _ in range(60)]
    for post in posts:
        world.do(VoteInPoll)(account_id=ben.id, post_id=post.id, choices=[1])
    world.do(VoteInPoll)(account_id=cleo.id, post_id=posts[0].id, choices=[1])
    world.do(RemoveAccount)(target="ben")
    world.sweep()
    assert list(world.rows.poll_votes) == [(cleo.id, posts[0].id)]
    assert _poll(world, anna, posts[0]).votes == (0, 1, 0)
