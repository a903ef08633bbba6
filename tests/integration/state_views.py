"""All that somebody can read, held against the model."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from attrs import frozen

from microblog.domain.model.errors import Gone
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import Visibility
from microblog.domain.model.views import PostView
from microblog.domain.use_cases.accounts.read_profile import ReadProfile
from microblog.domain.use_cases.follows.read_follows import ReadFollowers, ReadFollowRequests
from microblog.domain.use_cases.notifications.read_notifications import ReadNotifications
from microblog.domain.use_cases.posts.read_post import ReadHistory, ReadThread
from microblog.domain.use_cases.timelines.read_timeline import (
    ReadAccountTimeline,
    ReadBookmarkedPosts,
    ReadHashtagTimeline,
    ReadHomeTimeline,
    ReadLikedPosts,
    ReadPinnedPosts,
    ReadPublicTimeline,
)
from tests.actions import Actions
from tests.integration.state_model import Model

Item = TypeVar("Item")


def all_pages(read: Callable[[Cursor], Page[Item]]) -> list[Item]:
    """The items of all pages, forwards."""
    page = read(Cursor(limit=7))
    items = list(page.items)
    while page.next_max_id is not None:
        page = read(Cursor(max_id=page.next_max_id, limit=7))
        items += page.items
    return items


@frozen
class Reader:
    """Somebody who reads everything; `viewer` None is nobody who is signed in."""

    do: Actions
    ids: dict[str, int]
    model: Model
    viewer: str | None

    @property
    def viewer_id(self) -> int | None:
        return None if self.viewer is None else self.ids[self.viewer]

    def check(self) -> None:
        """Raises AssertionError at the first difference."""
        self.check_timelines()
        for name in self.model.people:
            self.check_profile(name)
        for post_id in self.model.posts:
            self.check_post(post_id)
        if self.viewer is not None:
            self.check_own(self.viewer)

    def check_timelines(self) -> None:
        public, tagged = self.do(ReadPublicTimeline), self.do(ReadHashtagTimeline)
        posts = all_pages(lambda cursor: public(viewer_id=self.viewer_id, cursor=cursor))
        self.check_list(posts, self.model.public(self.viewer))
        posts = all_pages(lambda cursor: tagged(viewer_id=self.viewer_id, name="Tea", cursor=cursor)[1])
        self.check_list(posts, self.model.tagged(self.viewer))

    def check_profile(self, name: str) -> None:
        if not self.model.people[name].active:
            with pytest.raises(Gone):
                self.do(ReadProfile)(viewer_id=self.viewer_id, target=name)
            return
        for with_replies in (False, True):
            posts = all_pages(
                lambda cursor, with_replies=with_replies: self.do(ReadAccountTimeline)(  # type: ignore[misc]
                    viewer_id=self.viewer_id, target=name, cursor=cursor, with_replies=with_replies
                )[1]
            )
            self.check_list(posts, self.model.profile(self.viewer, name, with_replies=with_replies))
        pinned = self.do(ReadPinnedPosts)(viewer_id=self.viewer_id, target=name)[1]
        assert [post.id for post in pinned] == self.model.pinned(self.viewer, name)
        profile, page = self.do(ReadFollowers)(viewer_id=self.viewer_id, target=name, cursor=Cursor())
        accepted = [pair for pair, accepted in self.model.follows.items() if accepted]
        listed = {one for one, other in accepted if other == name and self.model.is_listed(self.viewer, one)}
        assert sorted(one.account.username for one in page.items) == sorted(listed)
        assert profile.followers_count == sum(other == name for _, other in accepted)
        assert profile.following_count == sum(one == name for one, _ in accepted)
        assert profile.follows == self.model.follows_now(self.viewer, name)
        assert profile.requested == (self.model.follows.get((self.viewer or "", name)) is False)
        assert profile.mutes == ((self.viewer, name) in self.model.mutes)
        assert profile.mutes_notifications == self.model.mutes.get((self.viewer or "", name), False)
        assert profile.blocks == ((self.viewer, name) in self.model.blocks)
        counted = [
            post
            for post in self.model.posts.values()
            if post.author == name and not post.deleted and post.boosts is None
            if post.visibility is not Visibility.MENTIONED
        ]
        assert profile.posts_count == len(counted)

    def check_post(self, post_id: int) -> None:
        """The post alone, its versions and its thread."""
        refusal = self.model.refusal(self.viewer, post_id, boosts_lead_on=False)
        if refusal is not None:
            for read in (self.do(ReadHistory), self.do(ReadThread)):
                with pytest.raises(refusal):
                    read(viewer_id=self.viewer_id, post_id=post_id)
            return
        view, versions = self.do(ReadHistory)(viewer_id=self.viewer_id, post_id=post_id)
        self.check_view(view)
        assert len(versions) == self.model.posts[post_id].versions
        thread = self.do(ReadThread)(viewer_id=self.viewer_id, post_id=post_id)
        shown = [one.id for one in thread.ancestors], [one.id for one in thread.descendants]
        assert shown == self.model.thread(self.viewer, post_id)

    def check_own(self, name: str) -> None:
        viewer_id = self.ids[name]
        home, told = self.do(ReadHomeTimeline), self.do(ReadNotifications)
        posts = all_pages(lambda cursor: home(viewer_id=viewer_id, cursor=cursor))
        self.check_list(posts, self.model.home(name))
        bookmarked, liked = self.do(ReadBookmarkedPosts), self.do(ReadLikedPosts)
        posts = all_pages(lambda cursor: bookmarked(viewer_id=viewer_id, cursor=cursor))
        assert [post.id for post in posts] == self.model.bookmarked(name)
        posts = all_pages(lambda cursor: liked(viewer_id=viewer_id, cursor=cursor))
        likes = (self.model.posts[post_id] for who, post_id in self.model.likes if who == name)
        assert sorted((post.id for post in posts), reverse=True) == self.model.shown(name, likes)
        notifications = all_pages(lambda cursor: told(account_id=viewer_id, cursor=cursor))
        shown = [
            (name, one.kind.value, one.sender.username, None if one.post is None else one.post.id)
            for one in notifications
        ]
        assert sorted(map(repr, shown)) == sorted(map(repr, self.model.notifications(name)))  # each of them once
        requests = self.do(ReadFollowRequests)(account_id=viewer_id, cursor=Cursor())
        asked = {one for (one, other), accepted in self.model.follows.items() if other == name and not accepted}
        assert {one.account.username for one in requests.items} == asked & set(self.model.active())

    def check_list(self, posts: list[PostView], expected: list[int]) -> None:
        assert [post.entry_id for post in posts] == expected
        for post in posts:
            assert post.id == self.model.meant(post.entry_id).id
            booster = self.model.posts[post.entry_id].author if post.entry_id != post.id else None
            assert (post.boosted_by.username if post.boosted_by else None) == booster
            self.check_view(post)

    def check_view(self, view: PostView) -> None:
        """What is shown of a post, with what the viewer did with it."""
        model, post = self.model, self.model.posts[view.id]
        assert (view.author.username, view.text, view.visibility) == (post.author, post.text, post.visibility)
        assert {mention.username for mention in view.mentions} == post.mentions
        assert (view.edited_at is not None) == (post.versions > 0)
        assert view.in_reply_to_id == post.answers
        assert view.replies_count == sum(not reply.deleted for reply in model.replies_to(post.id))
        boosters = [boost.author for boost in model.boosts_of(post.id)]
        assert (view.boosts_count, view.boosted) == (len(boosters), self.viewer in boosters)
        likers = [who for who, liked in model.likes if liked == post.id]
        assert view.bookmarked == ((self.viewer, post.id) in model.bookmarks)
        assert view.pinned == (post.id in model.pins and post.author == self.viewer)
        assert (view.likes_count, view.liked) == (len(likers), self.viewer in likers)
