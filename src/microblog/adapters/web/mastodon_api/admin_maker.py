"""From what moderators see to its entities."""

from collections.abc import Sequence
from itertools import chain

from attrs import frozen

from microblog.adapters.web.mastodon_api.entities.admin import AdminAccount, AdminReport
from microblog.adapters.web.mastodon_api.entities.formats import timestamp, timestamp_or_none
from microblog.adapters.web.mastodon_api.entities.instance import Rule
from microblog.adapters.web.mastodon_api.entity_maker import EntityMaker, Profiles
from microblog.adapters.web.mastodon_api.report_maker import CATEGORIES
from microblog.adapters.web.mastodon_api.role_maker import made_role
from microblog.domain.model.account import Account, AccountState, Member
from microblog.domain.model.report import ReportedPosts
from microblog.domain.model.server_texts import ServerTexts
from microblog.domain.model.views import AccountView, ProfileView

_LOCALE = "en"  # in which people who chose none are written to


@frozen
class AdminMaker:
    """Makes entities of people and reports, whatever became of those who are in them."""

    entities: EntityMaker
    server_texts: ServerTexts

    def accounts(self, members: Sequence[Member]) -> list[AdminAccount]:
        """Accounts, in their order."""
        profiles = self._profiles(members)
        return [self._account(member, profiles) for member in members]

    def reports(self, reported: Sequence[ReportedPosts]) -> list[AdminReport]:
        """Reports, in their order."""
        profiles = self._profiles(list(chain.from_iterable(one.view.members.values() for one in reported)))
        return [self._report(one, profiles) for one in reported]

    def _profiles(self, members: Sequence[Member]) -> Profiles:
        # Those who are not active have no profile that anybody could read.
        hidden = {one.account.id: _bare(one.account) for one in members}
        return hidden | dict(self.entities.profiles(None, hidden))

    def _account(self, member: Member, profiles: Profiles) -> AdminAccount:
        account, user = member.account, member.user
        return AdminAccount(
            id=str(account.id),
            username=account.username,
            domain=account.domain,
            created_at=timestamp(account.created_at),
            email="" if user is None else user.email,
            ip=None,
            ips=[],
            locale=_LOCALE if user is None else user.language or _LOCALE,
            invite_request=(user.reason or None) if user is not None else None,
            role=made_role(member.role),
            confirmed=account.state is not AccountState.UNCONFIRMED,
            approved=account.state is not AccountState.WAITING,
            disabled=account.disabled,
            silenced=account.limited,
            suspended=account.state is AccountState.SUSPENDED,
            sensitized=account.sensitized,
            account=self.entities.account(profiles[account.id]),
        )

    def _report(self, reported: ReportedPosts, profiles: Profiles) -> AdminReport:
        view, report, rules = reported.view, reported.view.report, self.server_texts.rules
        return AdminReport(
            id=str(report.id),
            action_taken=report.resolved_at is not None,
            action_taken_at=timestamp_or_none(report.resolved_at),
            category=CATEGORIES[report.category],
            comment=report.comment,
            forwarded=False,
            created_at=timestamp(report.created_at),
            updated_at=timestamp(report.updated_at),
            account=self._account(view.account, profiles),
            target_account=self._account(view.target, profiles),
            assigned_account=None if view.assigned is None else self._account(view.assigned, profiles),
            action_taken_by_account=None if view.resolved_by is None else self._account(view.resolved_by, profiles),
            statuses=self.entities.statuses_of(None, reported.posts, profiles),
            rules=[Rule(str(number), rules[number - 1], "") for number in report.rule_ids if number <= len(rules)],
        )


def _bare(account: Account) -> ProfileView:
    """The profile of an account that shows none: nothing is counted."""
    view = AccountView(
        account.id,
        account.username,
        account.domain,
        account.url,
        account.display_name,
        account.locked,
        account.avatar,
    )
    return ProfileView(
        account=view,
        uri=account.uri,
        header=account.header,
        bio=account.bio,
        bio_html=account.bio_html,
        fields=account.fields,
        created_at=account.created_at,
        posts_count=0,
        followers_count=0,
        following_count=0,
        last_post_at=None,
        follows=False,
        requested=False,
        requested_by=False,
        followed_by=False,
        blocks=False,
        blocked_by=False,
        mutes=False,
        mutes_notifications=False,
        mute_expires_at=None,
        limited=account.limited,
    )
