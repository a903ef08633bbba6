"""The rules of the microblog over plain dicts and sets, written a second time and apart from the source.

Nothing here is imported from the core but the names of visibilities and errors. People are known by their names, posts
by the ids that they got. Whatever happens later (`pending`) is done when the tasks are run, in the order of the events.

# Long because it is the one place that has all rules.
"""

from collections.abc import Callable, Iterable

from attrs import Factory, define

from microblog.domain.model.errors import DomainError, Gone, NotFound, NotPermitted
from microblog.domain.model.post import Visibility

OPEN = (Visibility.PUBLIC, Visibility.UNLISTED)
BACKFILL = 40
Refusal = type[DomainError] | None
Told = tuple[str, str, str, int | None]  # who is told, of what, by whom, about which post


@define
class Person:
    """Somebody who signed up."""

    locked: bool
    active: bool = True


@define
class Written:
    """A post or a boost."""

    id: int
    author: str
    visibility: Visibility
    text: str
    mentions: frozenset[str]
    tagged: bool
    answers: int | None
    boosts: int | None = None
    deleted: bool = False
    versions: int = 0


@define
class Model:
    """What is, and what is still to be done."""

    people: dict[str, Person] = Factory(dict)
    posts: dict[int, Written] = Factory(dict)
    follows: dict[tuple[str, str], bool] = Factory(dict)  # whether it was accepted
    blocks: set[tuple[str, str]] = Factory(set)
    mutes: dict[tuple[str, str], bool] = Factory(dict)  # whether there are no notifications
    likes: set[tuple[str, int]] = Factory(set)
    bookmarks: dict[tuple[str, int], None] = Factory(dict)  # in their order
    pins: dict[int, None] = Factory(dict)  # posts, in the order in which they were pinned
    homes: dict[str, set[int]] = Factory(dict)
    told: set[Told] = Factory(set)
    pending: list[Callable[[], None]] = Factory(list)

    # What is the case

    def active(self) -> list[str]:
        return [name for name, person in self.people.items() if person.active]

    def blocked(self, one: str | None, other: str) -> bool:
        return not self.blocks.isdisjoint({(one, other), (other, one)})

    def follows_now(self, one: str | None, other: str) -> bool:
        return one is not None and self.follows.get((one, other), False)

    def sees(self, viewer: str | None, post: Written) -> bool:
        return self.sees_alone(viewer, post) and (post.boosts is None or self.sees(viewer, self.posts[post.boosts]))

    def sees_alone(self, viewer: str | None, post: Written) -> bool:
        """Of a boost: whatever it boosts."""
        if post.deleted or not self.people[post.author].active:
            return False
        if viewer != post.author:
            if self.blocked(viewer, post.author):
                return False
            follower = post.visibility is Visibility.FOLLOWERS and self.follows_now(viewer, post.author)
            if not follower and post.visibility not in OPEN and viewer not in post.mentions:
                return False
        return True

    def is_listed(self, viewer: str | None, name: str) -> bool:
        return self.people[name].active and not self.blocked(viewer, name)

    def refusal(self, viewer: str | None, post_id: int, *, boosts_lead_on: bool = True) -> Refusal:
        """What it says to whoever wants to do something with the post."""
        post = self.posts.get(post_id)
        if post is not None and post.boosts is not None:
            post = self.posts[post.boosts] if boosts_lead_on and self.sees_alone(viewer, post) else None
        if post is None:
            return NotFound
        if post.deleted and post.visibility in OPEN:
            return Gone
        return None if self.sees(viewer, post) else NotFound

    def meant(self, post_id: int) -> Written:
        """The post, or the one that a boost boosts."""
        post = self.posts[post_id]
        return post if post.boosts is None else self.posts[post.boosts]

    def answers_another(self, post: Written) -> bool:
        return post.answers is not None and self.posts[post.answers].author != post.author

    def boosts_of(self, post_id: int) -> list[Written]:
        return [post for post in self.posts.values() if post.boosts == post_id]

    def replies_to(self, post_id: int) -> list[Written]:
        return sorted((post for post in self.posts.values() if post.answers == post_id), key=lambda post: post.id)

    # What is read

    def shown(self, viewer: str | None, posts: Iterable[Written]) -> list[int]:
        """Those that the viewer may see, the newest first."""
        return sorted((post.id for post in posts if self.sees(viewer, post)), reverse=True)

    def come_to(self, viewer: str | None, posts: Iterable[Written]) -> list[int]:
        """Likewise, without those in which somebody has a part whom the viewer mutes."""

        def is_muted(post: Written) -> bool:
            return any((viewer, author) in self.mutes for author in (post.author, self.meant(post.id).author))

        return self.shown(viewer, (post for post in posts if not is_muted(post)))

    def public(self, viewer: str | None) -> list[int]:
        firsts = (post for post in self.posts.values() if post.answers is None and post.boosts is None)
        return self.come_to(viewer, (post for post in firsts if post.visibility is Visibility.PUBLIC))

    def tagged(self, viewer: str | None) -> list[int]:
        tagged = (post for post in self.posts.values() if post.tagged and post.visibility is Visibility.PUBLIC)
        return self.come_to(viewer, tagged)

    def home(self, owner: str) -> list[int]:
        return self.come_to(owner, (self.posts[post_id] for post_id in self.homes.get(owner, ())))

    def profile(self, viewer: str | None, name: str, *, with_replies: bool) -> list[int]:
        own = (post for post in self.posts.values() if post.author == name)
        return self.shown(viewer, (post for post in own if with_replies or not self.answers_another(post)))

    def pinned(self, viewer: str | None, name: str) -> list[int]:
        own = [post_id for post_id in self.pins if self.posts[post_id].author == name]
        return [post_id for post_id in reversed(own) if self.sees(viewer, self.posts[post_id])]

    def bookmarked(self, owner: str) -> list[int]:
        kept = [post_id for who, post_id in self.bookmarks if who == owner]
        return [post_id for post_id in reversed(kept) if self.sees(owner, self.posts[post_id])]

    def thread(self, viewer: str | None, post_id: int) -> tuple[list[int], list[int]]:
        before: list[Written] = []
        above = self.posts[post_id].answers
        while above is not None:
            before.insert(0, self.posts[above])
            above = self.posts[above].answers

        def after(of: int) -> list[Written]:
            return [one for reply in self.replies_to(of) for one in (reply, *after(reply.id))]

        return (
            [post.id for post in before if self.sees(viewer, post)],
            [post.id for post in after(post_id) if self.sees(viewer, post)],
        )

    def notifications(self, owner: str) -> list[Told]:
        return [
            one
            for one in self.told
            if one[0] == owner
            and self.people[one[2]].active
            and not self.mutes.get((owner, one[2]))
            and (one[3] is None or self.sees(owner, self.posts[one[3]]))
        ]

    # What people do; whether they may was asked before

    def write(self, post: Written) -> None:
        self.posts[post.id] = post
        self.homes.setdefault(post.author, set()).add(post.id)
        if post.boosts is not None:
            self.pending.append(lambda: self._tell_boosted(post.id))
        elif post.mentions:
            self.pending.append(lambda: self._tell_mentioned(post.id))
        self.pending.append(lambda: self._fan_out(post.id))

    def edit(self, post_id: int, text: str, mentions: frozenset[str], *, tagged: bool) -> None:
        post = self.posts[post_id]
        post.text, post.mentions, post.tagged, post.versions = text, mentions, tagged, post.versions + 1
        self.pending.append(lambda: self._tell_mentioned(post_id))

    def bury(self, post_id: int) -> None:
        for boost in self.boosts_of(post_id):
            self.unboost(boost)
        post = self.posts[post_id]
        post.deleted, post.text, post.mentions, post.tagged = True, "", frozenset(), False
        self.likes = {like for like in self.likes if like[1] != post_id}
        self.bookmarks = {mark: None for mark in self.bookmarks if mark[1] != post_id}
        self.pins.pop(post_id, None)
        self.told = {one for one in self.told if one[3] != post_id}
        self._clear_homes({post_id})

    def unboost(self, boost: Written) -> None:
        del self.posts[boost.id]
        self._clear_homes({boost.id})
        if boost.boosts is not None:
            self.told.discard((self.posts[boost.boosts].author, "boost", boost.author, boost.boosts))

    def like(self, who: str, post_id: int) -> None:
        if (who, post_id) not in self.likes:
            self.likes.add((who, post_id))
            self.pending.append(lambda: self._tell_liked(who, post_id))

    def unlike(self, who: str, post_id: int) -> None:
        self.likes.discard((who, post_id))
        self.told.discard((self.posts[post_id].author, "like", who, post_id))

    def may_follow(self, who: str, whom: str) -> Refusal:
        if not self.people[whom].active:
            return Gone
        return NotPermitted if who == whom or self.blocked(who, whom) else None

    def follow(self, who: str, whom: str) -> None:
        if (who, whom) not in self.follows:
            self.follows[who, whom] = not self.people[whom].locked
            if self.follows[who, whom]:
                self._backfill(who, whom)
            self.pending.append(lambda: self._tell_followed(who, whom))

    def unfollow(self, who: str, whom: str) -> None:
        if self.follows.pop((who, whom), None) is not None:
            self._forget_author(who, whom)
            self.told -= {(whom, "follow", who, None), (whom, "follow_request", who, None)}

    def approve(self, who: str, whom: str) -> None:
        self.follows[who, whom] = True
        self._backfill(who, whom)
        self.told.discard((whom, "follow_request", who, None))
        self.pending.append(lambda: self._tell_followed(who, whom))

    def block(self, who: str, whom: str) -> None:
        self.blocks.add((who, whom))
        for one, other in ((who, whom), (whom, who)):
            self.follows.pop((one, other), None)
            self._forget_author(one, other)
            self.told = {told for told in self.told if (told[0], told[2]) != (one, other)}

    def leave(self, who: str) -> None:
        self.people[who].active = False
        self.pending.append(lambda: self._purge(who))

    # What comes of it

    def run(self, limit: int) -> int:
        """The first so many of the tasks, with those that come of them; how many."""
        for done in range(limit):
            if not self.pending:
                return done
            self.pending.pop(0)()
        return limit

    def _tell(self, whom: str, what: str, by: str, post_id: int | None) -> bool:
        """Once, and nobody of themselves, nor across a block or such a mute, nor anybody who left or of them."""
        told = (whom, what, by, post_id)
        if self.mutes.get((whom, by)):
            return False
        if whom == by or not self.is_listed(by, whom) or not self.people[by].active or told in self.told:
            return False
        self.told.add(told)
        return True

    def _tell_mentioned(self, post_id: int) -> None:
        post = self.posts[post_id]
        for name in post.mentions:
            if self._tell(name, "mention", post.author, post_id):
                self.pending.append(lambda: None)  # the mail

    def _tell_liked(self, who: str, post_id: int) -> None:
        if (who, post_id) in self.likes:
            self._tell(self.posts[post_id].author, "like", who, post_id)

    def _tell_boosted(self, boost_id: int) -> None:
        boost = self.posts.get(boost_id)
        if boost is not None and boost.boosts is not None:
            self._tell(self.posts[boost.boosts].author, "boost", boost.author, boost.boosts)

    def _tell_followed(self, who: str, whom: str) -> None:
        if (who, whom) in self.follows:
            self._tell(whom, "follow" if self.follows[who, whom] else "follow_request", who, None)

    def _fan_out(self, post_id: int) -> None:
        post = self.posts.get(post_id)
        if post is None or post.deleted:
            return
        for (reader, author), accepted in self.follows.items():
            if author == post.author and accepted and self.people[reader].active and self._is_for(reader, post):
                self.homes.setdefault(reader, set()).add(post_id)

    def _is_for(self, reader: str, post: Written) -> bool:
        if reader in post.mentions:
            return True
        if post.visibility is Visibility.MENTIONED:
            return False
        answered = post.author if post.answers is None else self.posts[post.answers].author
        return answered in (post.author, reader) or self.follows_now(reader, answered)

    def _backfill(self, reader: str, author: str) -> None:
        own = [post for post in self.posts.values() if post.author == author and not post.deleted]
        newest = sorted(post.id for post in own if not self.answers_another(post))[-BACKFILL:]
        self.homes.setdefault(reader, set()).update(newest)

    def _forget_author(self, reader: str, author: str) -> None:
        home = self.homes.setdefault(reader, set())
        home -= {post_id for post_id in home if self.posts[post_id].author == author}

    def _clear_homes(self, gone: set[int]) -> None:
        for home in self.homes.values():
            home.difference_update(gone)

    def _purge(self, who: str) -> None:
        for post in [post for post in self.posts.values() if post.author == who and not post.deleted]:
            if post.id in self.posts:  # as the boosts of a post go with it
                self.bury(post.id) if post.boosts is None else self.unboost(post)
        self.follows = {pair: accepted for pair, accepted in self.follows.items() if who not in pair}
        self.blocks = {pair for pair in self.blocks if who not in pair}
        self.mutes = {pair: how for pair, how in self.mutes.items() if who not in pair}
        self.likes = {like for like in self.likes if like[0] != who}
        self.bookmarks = {mark: None for mark in self.bookmarks if mark[0] != who}
        self.told = {one for one in self.told if who not in (one[0], one[2])}
        self.homes.pop(who, None)
