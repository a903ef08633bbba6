from datetime import timedelta

from attrs import evolve

from microblog.adapters.storage.memory.filter_query import MemoryFilterQuery
from microblog.domain.model.filter import FilterAction, FilterContext
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import Visibility
from microblog.domain.model.views import PostView
from microblog.domain.use_cases.conversations.read_conversations import MarkConversationRead, ReadConversations
from microblog.domain.use_cases.filters.create_filter import CreateFilter
from microblog.domain.use_cases.notifications.read_notifications import ReadNotifications
from microblog.domain.use_cases.posts.bookmark_post import BookmarkPost
from microblog.domain.use_cases.posts.boost_post import BoostPost
from microblog.domain.use_cases.posts.like_post import LikePost
from microblog.domain.use_cases.posts.read_post import ReadPost, ReadThread
from microblog.domain.use_cases.screen import Screen
from microblog.domain.use_cases.search.search_posts import SearchPosts
from microblog.domain.use_cases.timelines.read_timeline import (
    ReadAccountTimeline,
    ReadBookmarkedPosts,
    ReadHomeTimeline,
    ReadLikedPosts,
    ReadPublicTimeline,
)
from tests.unit.domain.use_cases.action_world import ActionWorld


def public(world: ActionWorld, viewer_id: int | None, **where: int) -> Page[PostView]:
    return world.do(ReadPublicTimeline)(viewer_id=viewer_id, cursor=Cursor(**where))


def hide(world: ActionWorld, account_id: int, word: str, *contexts: FilterContext, warn: bool = False) -> None:
    action = FilterAction.WARN if warn else FilterAction.HIDE
    create = world.do(CreateFilter)
    create(account_id=account_id, title="t", contexts=contexts, action=action, keywords=[(word, True)])


def test_what_is_hidden_is_left_out_where_the_filter_is_at_work(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    posts = [world.write(ben, text) for text in ("A cat", "A bird", "A CAT!", "Concatenate")]
    hide(world, anna.id, "cat", FilterContext.PUBLIC)
    page = public(world, anna.id, limit=2)
    assert [post.id for post in page.items] == [posts[3].id]
    assert page.next_max_id == posts[2].id
    assert [post.id for post in public(world, anna.id, max_id=posts[2].id).items] == [posts[1].id]
    assert len(public(world, None).items) == len(public(world, ben.id).items) == 4
    _, profile = world.do(ReadAccountTimeline)(viewer_id=anna.id, target="ben", cursor=Cursor())
    assert len(profile.items) == 4


def test_who_has_no_filters_is_not_asked_for_them(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.follow(anna, ben)
    world.write(ben, "A cat")
    world.sweep()
    hide(world, anna.id, "cat", FilterContext.HOME)
    read = world.do(ReadHomeTimeline)
    assert read(viewer_id=anna.id, cursor=Cursor()).items == ()
    assert read(viewer_id=anna.id, cursor=Cursor(), has_filters=True).items == ()
    assert len(read(viewer_id=anna.id, cursor=Cursor(), has_filters=False).items) == 1


def test_a_warning_says_which_filter_has_found_what(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    found, other, own = world.write(ben, "x", content_warning="Cat"), world.write(ben, "bird"), world.write(anna, "cat")
    world.do(BoostPost)(account_id=ben.id, post_id=found.id)
    hide(world, anna.id, "cat", FilterContext.PUBLIC, FilterContext.THREAD, warn=True)
    seen = {post.id: post.filtered for post in public(world, anna.id).items}
    assert {post_id: [one.keyword for one in matches] for post_id, matches in seen.items()} == {
        found.id: ["cat"],
        other.id: [],
        own.id: [],
    }
    assert len(world.do(ReadPost)(viewer_id=anna.id, post_id=found.id).filtered) == 1
    assert world.do(ReadPost)(viewer_id=None, post_id=found.id).filtered == ()


def test_what_was_found_is_no_more_what_others_see(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.write(ben, "A cat")
    world.write(ben, "A bird")
    seen = [evolve(post, mark="x") for post in public(world, None).items]
    hide(world, anna.id, "cat", FilterContext.PUBLIC, warn=True)
    screen = Screen(MemoryFilterQuery(world.storage), world.clock)
    assert [post.mark for post in screen.posts(anna.id, seen, FilterContext.PUBLIC)] == ["x", ""]
    assert screen.posts(ben.id, seen, FilterContext.PUBLIC) == seen


def test_a_filter_that_has_ended_does_nothing(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.write(ben, "A cat")
    create, hour = world.do(CreateFilter), timedelta(hours=1)
    create(
        account_id=anna.id,
        title="t",
        contexts=[FilterContext.PUBLIC],
        action=FilterAction.HIDE,
        keywords=[("cat", True)],
        duration=hour,
    )
    assert public(world, anna.id).items == ()
    world.clock.move(hour)
    assert len(public(world, anna.id).items) == 1


def test_who_asks_for_a_post_gets_it_without_hidden_answers(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    first = world.write(ben, "A cat")
    asked = world.write(ben, "Another cat", in_reply_to_id=first.id)
    world.write(ben, "A third cat", in_reply_to_id=asked.id)
    kept = world.write(ben, "A bird", in_reply_to_id=asked.id)
    hide(world, anna.id, "cat", FilterContext.THREAD)
    thread = world.do(ReadThread)(viewer_id=anna.id, post_id=asked.id)
    assert (thread.post.id, [post.id for post in thread.descendants], thread.ancestors) == (asked.id, [kept.id], ())


def test_one_is_not_told_of_what_is_hidden(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    own = world.write(anna, "my cat")
    hide(world, anna.id, "cat", FilterContext.NOTIFICATIONS)
    world.notification(anna, ben, world.write(ben, "@anna cat"))
    world.notification(anna, ben, world.write(ben, "@anna bird"))
    world.notification(anna, ben, own)
    page = world.do(ReadNotifications)(account_id=anna.id, cursor=Cursor())
    assert [view.post.text for view in page.items if view.post] == ["my cat", "@anna bird"]


def test_where_one_looks_for_posts_or_has_kept_them_nothing_is_left_out(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post, other = world.write(ben, "A cat #pet"), world.write(ben, "A bird #pet")
    for one in (post, other):
        world.do(LikePost)(account_id=anna.id, post_id=one.id)
        world.do(BookmarkPost)(account_id=anna.id, post_id=one.id)
    hide(world, anna.id, "cat", FilterContext.PUBLIC, FilterContext.HOME)
    hide(world, anna.id, "bird", FilterContext.NOTIFICATIONS)
    for page in (
        world.do(SearchPosts)(viewer_id=anna.id, query="pet", cursor=Cursor()),
        world.do(ReadLikedPosts)(viewer_id=anna.id, cursor=Cursor()),
        world.do(ReadBookmarkedPosts)(viewer_id=anna.id, cursor=Cursor()),
    ):
        assert {one.id: len(one.filtered) for one in page.items} == {post.id: 1, other.id: 0}
    found = world.do(SearchPosts)(viewer_id=None, query="cat", cursor=Cursor())
    assert [one.filtered for one in found.items] == [()]


def test_a_conversation_stays_though_its_end_is_found(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.write(ben, "@anna a cat", visibility=Visibility.MENTIONED)
    world.sweep()
    hide(world, anna.id, "cat", FilterContext.THREAD)
    (one,) = world.do(ReadConversations)(account_id=anna.id, cursor=Cursor()).items
    assert len(one.post.filtered) == 1
    read = world.do(MarkConversationRead)(account_id=anna.id, conversation_id=one.id)
    assert (read.unread, len(read.post.filtered)) == (False, 1)
