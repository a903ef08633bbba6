"""What is told, what is held back, and what is dropped."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from microblog.domain.model.account import Account, Role
from microblog.domain.model.events import AccountFollowed, MentionNotified, PostBoosted, PostLiked, PostPublished
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.notification_policy import NotificationPolicy, Reception
from microblog.domain.model.post import Post, Visibility
from microblog.domain.use_cases.follows.follow_account import UnfollowAccount
from microblog.domain.use_cases.posts.like_post import UnlikePost
from tests.unit.domain.use_cases.action_world import ActionWorld


def say(world: ActionWorld, account: Account, **receptions: Reception) -> None:
    with world.unit_of_work() as uow:
        uow.notification_policies.save(NotificationPolicy(account.id, **receptions))
        uow.commit()


def mention(world: ActionWorld, author: Account, account: Account, **rest: Any) -> Post:
    post = world.post(author, account, **rest)
    world.react_twice(PostPublished(post.id))
    return post


def limit(world: ActionWorld, account: Account) -> None:
    world.change_account(account, limited=True)


@pytest.mark.parametrize(
    ("reception", "told", "held"), [(Reception.ACCEPT, 1, 0), (Reception.FILTER, 0, 1), (Reception.DROP, 0, 0)]
)
@pytest.mark.parametrize("kind", ["mention", "like", "boost", "follow", "follow_request"])
def test_whatever_strangers_do(world: ActionWorld, kind: str, reception: Reception, told: int, held: int) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    say(world, anna, for_not_following=reception)
    post = world.post(anna)
    match kind:
        case "mention":
            mention(world, ben, anna)
        case "like":
            world.like(ben, post)
            world.react_twice(PostLiked(post.id, ben.id))
        case "boost":
            world.react_twice(PostBoosted(world.post(ben, boost_of=post).id))
        case _:
            world.follow(ben, anna, accepted=kind == "follow")
            world.react_twice(AccountFollowed(ben.id, anna.id))
    assert (len(world.told(anna)), len(world.held(anna)), len(world.rows.notification_requests)) == (told, held, held)
    assert [one[0].value for one in world.told(anna) + world.held(anna)] == [kind] * (told + held)


def test_what_is_held_back_is_neither_mailed_nor_a_conversation(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    say(world, anna, for_not_following=Reception.FILTER)
    mention(world, ben, anna, visibility=Visibility.MENTIONED)
    assert not world.rows.conversations
    assert not world.mailer.sent
    assert not [event for event in world.events if isinstance(event, MentionNotified)]


def test_a_request_goes_on_with_what_comes_next(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    say(world, anna, for_not_following=Reception.FILTER)
    first = mention(world, ben, anna)
    began = world.clock()
    world.clock.move(timedelta(hours=1))
    world.follow(ben, anna)
    world.react_twice(AccountFollowed(ben.id, anna.id))
    (request,) = world.rows.notification_requests.values()
    assert (request.created_at, request.updated_at, request.post_id) == (began, world.clock(), first.id)
    last = mention(world, ben, anna)
    (request,) = world.rows.notification_requests.values()
    assert request.post_id == last.id
    assert request.id == min(world.rows.held_notifications)
    world.react_twice(PostPublished(first.id))
    assert len(world.held(anna)) == 3


def test_of_whom_one_follows_one_is_told(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    everything = dict.fromkeys(
        ("for_not_following", "for_not_followers", "for_new_accounts", "for_private_mentions", "for_limited_accounts"),
        Reception.DROP,
    )
    say(world, anna, **everything)
    limit(world, ben)
    world.follow(anna, ben, accepted=False)
    mention(world, ben, anna, visibility=Visibility.MENTIONED)
    assert world.told(anna) == []
    world.do(UnfollowAccount)(follower_id=anna.id, target=ben.id)
    world.follow(anna, ben)
    mention(world, ben, anna, visibility=Visibility.MENTIONED)
    assert len(world.told(anna)) == 1


def test_followers_are_told_of_by_those_who_want_no_others(world: ActionWorld) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    say(world, anna, for_not_followers=Reception.FILTER)
    world.follow(ben, anna)
    world.follow(cleo, anna, accepted=False)
    mine, theirs = mention(world, ben, anna), mention(world, cleo, anna)
    assert world.told(anna) == [(NotificationKind.MENTION, ben.id, mine.id)]
    assert world.held(anna) == [(NotificationKind.MENTION, cleo.id, theirs.id)]


def test_an_account_is_new_for_thirty_days(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    say(world, anna, for_new_accounts=Reception.FILTER)
    world.clock.move(timedelta(days=30, milliseconds=-1))
    mention(world, ben, anna)
    assert (len(world.told(anna)), len(world.held(anna))) == (0, 1)
    world.clock.move(timedelta(milliseconds=1))
    mention(world, ben, anna)
    assert (len(world.told(anna)), len(world.held(anna))) == (1, 1)


def test_messages_are_held_back_unless_one_has_asked(world: ActionWorld) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    say(world, anna, for_private_mentions=Reception.FILTER)
    mention(world, ben, anna)
    assert len(world.told(anna)) == 1
    mention(world, ben, anna, visibility=Visibility.MENTIONED)
    assert len(world.held(anna)) == 1
    asked = world.post(anna, ben, visibility=Visibility.MENTIONED)

    def answer(author: Account) -> None:
        mentions = world.post(author, anna).mentions
        post = evolve(asked, id=world.new_id(), account_id=author.id, in_reply_to_id=asked.id, mentions=mentions)
        with world.unit_of_work() as uow:
            uow.posts.add(post)
            uow.commit()
        world.react_twice(PostPublished(post.id))

    answer(ben)
    assert (len(world.told(anna)), len(world.held(anna))) == (2, 1)
    answer(cleo)
    assert (len(world.told(anna)), len(world.held(anna))) == (2, 2)


def test_limited_accounts_are_held_back_without_a_word(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    limit(world, ben)
    mention(world, ben, anna)
    assert (len(world.told(anna)), len(world.held(anna))) == (0, 1)
    say(world, anna, for_limited_accounts=Reception.ACCEPT)
    mention(world, ben, anna)
    assert (len(world.told(anna)), len(world.held(anna))) == (1, 1)


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.OWNER])
def test_what_moderators_write_is_never_held_back(world: ActionWorld, role: Role) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    say(world, anna, for_not_following=Reception.DROP)
    with world.unit_of_work() as uow:
        uow.accounts.lock(ben.id)
        uow.users.save(evolve(world.user(ben), role=role))
        uow.commit()
    post = mention(world, ben, anna, visibility=Visibility.MENTIONED)
    assert world.told(anna) == [(NotificationKind.MENTION, ben.id, post.id)]
    liked = world.post(anna)
    world.like(ben, liked)
    world.react_twice(PostLiked(liked.id, ben.id))
    assert len(world.told(anna)) == 1


def test_what_was_taken_back_is_held_back_no_longer(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    say(world, anna, for_not_following=Reception.FILTER)
    post = world.post(anna)
    world.like(ben, post)
    world.react_twice(PostLiked(post.id, ben.id))
    assert len(world.held(anna)) == 1
    world.do(UnlikePost)(account_id=ben.id, post_id=post.id)
    assert world.held(anna) == []


def test_what_was_told_is_not_held_back_as_well(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = mention(world, ben, anna)
    say(world, anna, for_not_following=Reception.FILTER)
    world.react_twice(PostPublished(post.id))
    assert (len(world.told(anna)), world.held(anna), world.rows.notification_requests) == (1, [], {})
