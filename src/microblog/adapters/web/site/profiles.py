"""Profiles."""

from typing import Any

from attrs import frozen

from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.asked import cursor
from microblog.adapters.web.site.forms.accounts import NoteForm
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.viewers import signed_in, viewer_id
from microblog.domain.use_cases.accounts.note_account import NoteAccount
from microblog.domain.use_cases.accounts.read_account import FindAccount
from microblog.domain.use_cases.endorsements.read_endorsements import ReadEndorsements
from microblog.domain.use_cases.featured_tags.read_featured_tags import ReadFeaturedTags
from microblog.domain.use_cases.follows.follow_tag import hashtag_called
from microblog.domain.use_cases.follows.read_follows import ReadFollowers, ReadFollowing
from microblog.domain.use_cases.timelines.read_timeline import ReadAccountTimeline, ReadProfilePage

_NOTHING_ON_TOP: dict[str, Any] = {"featured": (), "tagged": "", "pinned": (), "endorsed": None}


@frozen
class ProfileViews:
    """What an account shows of itself."""

    pages: Pages
    read_profile_page: ReadProfilePage
    read_account_timeline: ReadAccountTimeline
    read_followers: ReadFollowers
    read_following: ReadFollowing
    read_endorsements: ReadEndorsements
    read_featured_tags: ReadFeaturedTags
    note_account: NoteAccount
    find_account: FindAccount

    def posts(self, request: Request) -> Response:
        """Its posts and boosts, with what it has pinned on top of the first page."""
        seen = self.read_profile_page(
            viewer_id=viewer_id(request), target=request.path_text("username"), cursor=cursor(request)
        )
        return self.pages.show(
            request,
            "profile.html",
            profile=seen.profile,
            pinned=seen.pinned,
            endorsed=seen.endorsed,
            featured=seen.featured_tags,
            tagged="",
            page=seen.page,
        )

    def with_replies(self, request: Request) -> Response:
        """Its answers to others as well."""
        profile, page = self.read_account_timeline(
            viewer_id=viewer_id(request),
            target=request.path_text("username"),
            cursor=cursor(request),
            with_replies=True,
        )
        return self.pages.show(request, "profile.html", **_NOTHING_ON_TOP, profile=profile, page=page)

    def media(self, request: Request) -> Response:
        """What it wrote that shows pictures, answers to others as well."""
        profile, page = self.read_account_timeline(
            viewer_id=viewer_id(request),
            target=request.path_text("username"),
            cursor=cursor(request),
            with_replies=True,
            only_media=True,
        )
        return self.pages.show(request, "profile.html", **_NOTHING_ON_TOP, profile=profile, page=page)

    def tagged(self, request: Request) -> Response:
        """What it wrote with a hashtag, answers to others as well, under the hashtags that it features."""
        name, target = hashtag_called(request.path_text("name")), request.path_text("username")
        profile, page = self.read_account_timeline(
            viewer_id=viewer_id(request), target=target, cursor=cursor(request), with_replies=True, hashtag=name
        )
        _, featured = self.read_featured_tags(viewer_id=viewer_id(request), target=target)
        names = [view.tag.name for view in featured]
        return self.pages.show(
            request,
            "profile.html",
            profile=profile,
            **_NOTHING_ON_TOP | {"featured": names if name in names else [name, *names], "tagged": name},
            page=page,
        )

    def followers(self, request: Request) -> Response:
        """Who follows it."""
        profile, page = self.read_followers(
            viewer_id=viewer_id(request), target=request.path_text("username"), cursor=cursor(request)
        )
        return self.pages.show(request, "people.html", profile=profile, page=page)

    def following(self, request: Request) -> Response:
        """Whom it follows."""
        profile, page = self.read_following(
            viewer_id=viewer_id(request), target=request.path_text("username"), cursor=cursor(request)
        )
        return self.pages.show(request, "people.html", profile=profile, page=page)

    def endorsed(self, request: Request) -> Response:
        """Whom it recommends."""
        profile, page = self.read_endorsements(
            viewer_id=viewer_id(request), target=request.path_text("username"), cursor=cursor(request)
        )
        return self.pages.show(request, "people.html", profile=profile, page=page)

    def note(self, request: Request) -> Response:
        """Write something down about somebody."""
        name, form = request.path_text("username"), NoteForm(request.form)
        self.note_account(account_id=signed_in(request).account_id, target=name, text=form.comment.data or "")
        return self.pages.go(f"/@{name}", "saved")

    def from_uri(self, request: Request) -> Response:
        """From an account's identifier to its page."""
        account = self.find_account(account_id=request.path_id("account_id"))
        return Response.redirect(f"/@{account.username}")
