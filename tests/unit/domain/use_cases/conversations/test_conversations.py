import pytest

from microblog.domain.model.account import Account
from microblog.domain.model.errors import NotFound
from microblog.domain.model.events import PostEdited, PostPublished
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import Post, Visibility
from microblog.domain.use_cases.conversations.read_conversations import MarkConversationRead, ReadConversations
from microblog.domain.use_cases.conversations.remove_conversation import RemoveConversation
from microblog.domain.use_cases.posts.delete_post import DeletePost
from microblog.domain.use_cases.posts.edit_post import EditPost
from tests.unit.domain.use_cases.action_world import ActionWorld


def send(world: ActionWorld, author: Account, text: str, answers: Post | None = None) -> Post:
    post = world.write(
        author, text, visibility=Visibility.MENTIONED, in_reply_to_id=None if answers is None else answers.id
    )
    if post.mentions:
        world.react_twice(PostPublished(post.id))
    return post


def read(world: ActionWorld, account: Account) -> list[tuple[int, int, bool]]:
    page = world.do(ReadConversations)(account_id=account.id, cursor=Cursor())
    return [(view.id, view.post.id, view.unread) for view in page.items]


def test_all_who_take_part_have_it(world: ActionWorld) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    first = send(world, anna, "@ben hello")
    assert read(world, anna) == [(first.id, first.id, False)]
    assert read(world, ben) == [(first.id, first.id, True)]
    answer = send(world, ben, "@anna hello", first)
    assert read(world, anna) == [(first.id, answer.id, True)]
    assert read(world, ben) == [(first.id, answer.id, False)]
    assert read(world, cleo) == []


def test_what_others_can_read_is_none(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = world.write(anna, "@ben hello", visibility=Visibility.FOLLOWERS)
    world.react_twice(PostPublished(post.id))
    assert read(world, anna) == read(world, ben) == []


def test_one_who_hears_nothing_of_the_author_has_none(world: ActionWorld) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    world.mute(ben, anna)
    world.block(cleo, anna)
    send(world, anna, "@ben @cleo hello")
    assert read(world, ben) == read(world, cleo) == []


def test_what_is_deleted_or_edited_is_followed(world: ActionWorld) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    first = send(world, anna, "@ben hello")
    second = send(world, anna, "@ben again", first)
    world.do(DeletePost)(account_id=anna.id, post_id=second.id)
    assert read(world, ben) == [(first.id, first.id, True)]
    world.do(EditPost)(account_id=anna.id, post_id=first.id, text="@cleo hello")
    world.react_twice(PostEdited(first.id))
    assert read(world, ben) == []
    assert read(world, cleo) == [(first.id, first.id, True)]
    assert read(world, anna) == [(first.id, first.id, False)]


def test_it_is_read_once_and_for_oneself(world: ActionWorld) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    post = send(world, anna, "@ben @cleo hello")
    mark = world.do(MarkConversationRead)
    assert not mark(account_id=ben.id, conversation_id=post.id).unread
    assert (read(world, ben)[0][2], read(world, cleo)[0][2]) == (False, True)
    for conversation_id in (7, -1, 2**63):
        with pytest.raises(NotFound):
            mark(account_id=ben.id, conversation_id=conversation_id)
    world.block(cleo, anna)
    with pytest.raises(NotFound):
        mark(account_id=cleo.id, conversation_id=post.id)


def test_what_is_removed_comes_back_with_the_next_post(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    first = send(world, anna, "@ben hello")
    remove = world.do(RemoveConversation)
    remove(account_id=ben.id, conversation_id=first.id)
    assert read(world, ben) == []
    assert len(read(world, anna)) == 1
    for conversation_id in (first.id, -1, 2**63):
        with pytest.raises(NotFound):
            remove(account_id=ben.id, conversation_id=conversation_id)
    second = send(world, anna, "@ben again", first)
    assert read(world, ben) == [(first.id, second.id, True)]
