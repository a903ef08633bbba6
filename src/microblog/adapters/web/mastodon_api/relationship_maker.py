"""From what a viewer is to an account to its entity."""

from microblog.adapters.web.mastodon_api.entities.account import Relationship
from microblog.adapters.web.mastodon_api.entities.formats import timestamp_or_none
from microblog.domain.model.views import ProfileView


def made_relationship(profile: ProfileView) -> Relationship:
    """What the viewer of the profile is to its account."""
    return Relationship(
        id=str(profile.account.id),
        following=profile.follows,
        showing_reblogs=profile.follows,
        notifying=False,
        languages=None,
        followed_by=profile.followed_by,
        blocking=profile.blocks,
        blocked_by=profile.blocked_by,
        muting=profile.mutes,
        muting_notifications=profile.mutes_notifications,
        muting_expires_at=timestamp_or_none(profile.mute_expires_at),
        requested=profile.requested,
        requested_by=profile.requested_by,
        domain_blocking=False,
        endorsed=profile.endorsed,
        note=profile.note,
    )
