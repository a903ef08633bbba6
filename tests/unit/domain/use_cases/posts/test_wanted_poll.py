from collections.abc import Sequence
from datetime import timedelta

import pytest

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.poll import Poll, WantedPoll
from microblog.domain.model.post import Post
from microblog.domain.use_cases.polls.vote_in_poll import VoteInPoll
from microblog.domain.use_cases.posts.edit_post import EditPost
from microblog.domain.use_cases.posts.read_post import ReadHistory
from tests.unit.domain.use_cases.action_world import ActionWorld

TWO = ("tea", "coffee")
DAY = 24 * 60 * 60


def test_a_post_has_the_poll_that_was_wanted(world: ActionWorld) -> None:
    anna = world.account("anna")
    wanted = WantedPoll((" tea ", "", "x" * 50, "  "), 300, multiple=True, hide_totals=True)
    post = world.write(anna, poll=wanted)
    ends_at = world.clock() + timedelta(minutes=5)
    assert post.poll == Poll(("tea", "x" * 50), multiple=True, hide_totals=True, ends_at=ends_at)
    assert world.rows.posts[post.id] == post
    assert world.rows.open_polls[post.id].ends_at == ends_at


@pytest.mark.parametrize(
    ("options", "expires_in", "field", "code"),
    [
        (["tea", " "], 300, "poll_options", "too_few"),
        (["1", "2", "3", "4", "5"], 300, "poll_options", "too_many"),
        (["tea", "x" * 51], 300, "poll_options", "too_long"),
        (["tea", "x" * 10_000], 300, "poll_options", "too_long"),
        (["tea", " tea"], 300, "poll_options", "twice"),
        (["tea", "cof\nfee"], 300, "poll_options", "line_break"),
        (["tea", "\0"], 300, "poll_options", "control_character"),
        (TWO, 299, "poll_expires_in", "out_of_range"),
        (TWO, 31 * DAY + 1, "poll_expires_in", "out_of_range"),
        (TWO, 2**70, "poll_expires_in", "out_of_range"),
        (TWO, None, "poll_expires_in", "required"),
    ],
)
def test_what_is_no_poll_is_refused(
    world: ActionWorld, options: Sequence[str], expires_in: int | None, field: str, code: str
) -> None:
    anna = world.account("anna")
    with pytest.raises(ValidationError) as caught:
        world.write(anna, poll=WantedPoll(tuple(options), expires_in))
    assert (caught.value.field, caught.value.code) == (field, code)
    assert (world.rows.posts, world.rows.open_polls) == ({}, {})


def test_a_post_has_either_pictures_or_a_poll_and_a_poll_needs_words(world: ActionWorld) -> None:
    anna = world.account("anna")
    media, wanted = world.picture(anna), WantedPoll(TWO, 300)
    with pytest.raises(ValidationError, match="media_ids: with_poll"):
        world.write(anna, media_ids=[media.id], poll=wanted)
    with pytest.raises(ValidationError, match="text: required"):
        world.write(anna, "", poll=wanted)
    post = world.write(anna, media_ids=[media.id])
    with pytest.raises(ValidationError, match="media_ids: with_poll"):
        world.do(EditPost)(account_id=anna.id, post_id=post.id, text="Hello", poll=wanted)
    edited = world.do(EditPost)(account_id=anna.id, post_id=post.id, text="Hello", media_ids=[], poll=wanted)
    assert (edited.media, edited.poll is not None) == ((), True)


def _votes(world: ActionWorld, post: Post) -> int:
    return sum(post_id == post.id for _, post_id in world.rows.poll_votes)


def test_votes_are_forgotten_where_something_else_is_asked(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = world.write(anna, poll=WantedPoll(TWO, 3600))
    before = post.poll
    world.do(VoteInPoll)(account_id=ben.id, post_id=post.id, choices=[0])

    def edit(poll: WantedPoll | None, text: str = "Hello") -> Poll | None:
        edited: Post = world.do(EditPost)(account_id=anna.id, post_id=post.id, text=text, poll=poll)
        assert world.rows.posts[post.id] == edited
        return edited.poll

    assert edit(WantedPoll(TWO, None)) == before
    assert world.rows.versions == {}
    assert edit(WantedPoll(TWO, None), "Hello!") == before
    longer = edit(WantedPoll(TWO, 7200, hide_totals=True))
    assert longer == Poll(TWO, multiple=False, hide_totals=True, ends_at=world.clock() + timedelta(hours=2))
    assert (_votes(world, post), world.rows.open_polls[post.id].ends_at) == (1, longer.ends_at)
    edit(WantedPoll(TWO, None, multiple=True))
    assert _votes(world, post) == 0
    world.do(VoteInPoll)(account_id=ben.id, post_id=post.id, choices=[0])
    edit(WantedPoll(("tea", "juice"), None, multiple=True))
    assert (_votes(world, post), world.rows.open_polls[post.id].ends_at) == (0, longer.ends_at)
    world.do(VoteInPoll)(account_id=ben.id, post_id=post.id, choices=[0])
    assert edit(None) is None
    assert (_votes(world, post), world.rows.open_polls) == (0, {})
    _, versions = world.do(ReadHistory)(viewer_id=None, post_id=post.id)
    assert [version.poll_options for version in versions] == [TWO, TWO, TWO, TWO, ("tea", "juice")]
