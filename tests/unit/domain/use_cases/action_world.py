"""The small world of the reactions, in which people can act."""

from typing import Any

from attrs import evolve

from microblog.adapters.storage.memory.account_query import MemoryAccountQuery
from microblog.adapters.storage.memory.announcement_query import MemoryAnnouncementQuery
from microblog.adapters.storage.memory.conversation_query import MemoryConversationQuery
from microblog.adapters.storage.memory.directory_query import MemoryDirectoryQuery
from microblog.adapters.storage.memory.featured_tag_query import MemoryFeaturedTagQuery
from microblog.adapters.storage.memory.filter_query import MemoryFilterQuery
from microblog.adapters.storage.memory.followed_tag_query import MemoryFollowedTagQuery
from microblog.adapters.storage.memory.list_query import MemoryListQuery
from microblog.adapters.storage.memory.marker_query import MemoryMarkerQuery
from microblog.adapters.storage.memory.notification_group_query import MemoryNotificationGroupQuery
from microblog.adapters.storage.memory.notification_query import MemoryNotificationQuery
from microblog.adapters.storage.memory.notification_request_query import MemoryNotificationRequestQuery
from microblog.adapters.storage.memory.post_query import MemoryPostQuery
from microblog.adapters.storage.memory.search_query import MemorySearchQuery
from microblog.adapters.storage.memory.statistics_query import MemoryStatisticsQuery
from microblog.adapters.storage.memory.timeline_query import MemoryTimelineQuery
from microblog.adapters.storage.memory.trend_query import MemoryTrendQuery
from microblog.adapters.storage.memory.viewer_query import MemoryViewerQuery
from microblog.domain.model.account import Account, AccountState, User
from microblog.domain.model.events import Event
from microblog.domain.model.media import Media
from microblog.domain.model.post import Post, Visibility
from microblog.domain.model.session import Purpose, Session, Token
from microblog.domain.use_cases.posts.publish_post import PublishPost
from microblog.domain.use_cases.sessions.session_opener import SessionOpener
from tests.actions import Actions
from tests.media_rows import some_media
from tests.unit.domain.use_cases.reaction_world import World

PASSWORD = "correct horse"


class ActionWorld(World):
    """`world.do(LikePost)(account_id=…, post_id=…)`. Everybody's password is PASSWORD."""

    def __init__(self) -> None:
        super().__init__()
        self.do = Actions(
            self.unit_of_work,
            accounts=MemoryAccountQuery(self.storage),
            posts=MemoryPostQuery(self.storage),
            timelines=MemoryTimelineQuery(self.storage),
            conversations=MemoryConversationQuery(self.storage),
            notifications=MemoryNotificationQuery(self.storage),
            notification_groups=MemoryNotificationGroupQuery(self.storage),
            notification_requests=MemoryNotificationRequestQuery(self.storage),
            statistics=MemoryStatisticsQuery(self.storage),
            trends=MemoryTrendQuery(self.storage),
            search=MemorySearchQuery(self.storage),
            followed_tags=MemoryFollowedTagQuery(self.storage),
            featured_tags=MemoryFeaturedTagQuery(self.storage),
            lists=MemoryListQuery(self.storage),
            filters=MemoryFilterQuery(self.storage),
            directory=MemoryDirectoryQuery(self.storage),
            announcements=MemoryAnnouncementQuery(self.storage),
            markers=MemoryMarkerQuery(self.storage),
            viewers=MemoryViewerQuery(self.storage),
            clock=self.clock,
            new_id=self.new_id,
            secrets=self.secrets,
            media_store=self.media_store,
            process_recording=self.process_recording,
        )

    @property
    def events(self) -> list[Event]:
        """What happened, in order."""
        return list(dict.fromkeys(task.event for task in self.queue.nudged))

    def account(self, username: str, state: AccountState = AccountState.ACTIVE, *, confirmed: bool = True) -> Account:
        account = super().account(username, state, confirmed=confirmed)
        with self.unit_of_work() as uow:
            uow.accounts.lock(account.id)
            uow.users.save(evolve(self.user(account), password_hash=f"strong:{PASSWORD}"))
            uow.commit()
        return account

    def user(self, account: Account) -> User:
        """The person behind an account that was not purged."""
        return self.rows.users[account.id]

    def now_of(self, account: Account) -> Account:
        """The account as it stands now."""
        return self.rows.accounts[account.id]

    def change_account(self, account: Account, **what: Any) -> Account:
        """Change it behind everybody's back."""
        account = evolve(self.now_of(account), **what)
        with self.unit_of_work() as uow:
            uow.accounts.lock(account.id)
            uow.accounts.save(account)
            uow.commit()
        return account

    def write(self, author: Account, text: str = "Hello", **what: Any) -> Post:
        """A post, written by the use case."""
        return self.do(PublishPost)(author_id=author.id, text=text, **what)

    def write_for(self, visibility: Visibility, author: Account, text: str = "Hello") -> Post:
        return self.write(author, text, visibility=visibility)

    def picture(self, account: Account, **rest: Any) -> Media:
        """A picture that nothing shows yet, with its files where the world keeps them."""
        media = some_media(self.new_id(), account.id, self.clock(), **rest)
        with self.unit_of_work() as uow:
            uow.media.add(media)
            uow.commit()
        for name in (media.attached.file_name, media.attached.preview_name):
            self.media_store.put(name, b"picture")
        return media

    def bury(self, post: Post) -> None:
        with self.unit_of_work() as uow:
            uow.posts.bury(post.id, self.clock())
            uow.commit()

    def link(self, purpose: Purpose, account: Account | None = None, *, secret: str = "link") -> str:
        """The secret of a link that works for a day."""
        now = self.clock()
        expires_at = now.replace(day=now.day + 1)
        with self.unit_of_work() as uow:
            uow.tokens.add(Token(self.secrets.hash(secret), purpose, account.id if account else None, now, expires_at))
            uow.commit()
        return secret

    def session(self, account: Account, *, remember: bool = False) -> tuple[str, Session]:
        """Signed in."""
        with self.unit_of_work() as uow:
            secret = SessionOpener(self.clock, self.new_id, self.secrets).open(
                uow, account.id, remember=remember, user_agent="Browser"
            )
            uow.commit()
        return secret, max(self.rows.sessions.values(), key=lambda session: session.id)

    def sessions_of(self, account: Account) -> set[int]:
        return {one.id for one in self.rows.sessions.values() if one.account_id == account.id}
