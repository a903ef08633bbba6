"""Read which hashtags are featured, and which could be."""

from collections.abc import Sequence

from attrs import frozen

from microblog.domain.model.views import FeaturedTagView, ProfileView
from microblog.domain.use_cases.accounts.active_account import Target
from microblog.domain.use_cases.accounts.read_profile import seen_profile
from microblog.ports.account_query import AccountQuery
from microblog.ports.featured_tag_query import FeaturedTagQuery

MOST_SUGGESTED = 10


@frozen
class ReadFeaturedTags:
    """Read which hashtags an account features."""

    featured_tags: FeaturedTagQuery
    accounts: AccountQuery

    def __call__(self, *, viewer_id: int | None, target: Target) -> tuple[ProfileView, Sequence[FeaturedTagView]]:
        """The profile, and what was written about most first. Raises NotFound, and Gone if the account was deleted."""
        profile = seen_profile(self.accounts, viewer_id, target)
        views = self.featured_tags.counted(profile.account.id)
        return profile, sorted(views, key=lambda view: (-view.posts_count, view.tag.id))


@frozen
class ReadWhichTagsAreFeatured:
    """Read which hashtags one features, by their names alone."""

    featured_tags: FeaturedTagQuery

    def __call__(self, *, account_id: int) -> frozenset[str]:
        """Normalised names, ten at most."""
        return frozenset(each.name for each in self.featured_tags.of_account(account_id))


@frozen
class SuggestTags:
    """Read which hashtags one could feature: those that one writes most with."""

    featured_tags: FeaturedTagQuery

    def __call__(self, *, account_id: int) -> Sequence[str]:
        """Normalised names, the one used most first; none that is featured."""
        return self.featured_tags.used(account_id, MOST_SUGGESTED)
