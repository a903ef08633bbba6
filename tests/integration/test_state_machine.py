"""Whatever people do in whatever order, each storage shows what the rules say (`state_model.py`).

# Long because all that people do is done in one machine.
"""

from collections import Counter
from itertools import count
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule, run_state_machine_as_test

from microblog.domain.model.errors import Gone, NotFound, NotPermitted, ValidationError
from microblog.domain.model.post import Visibility
from microblog.domain.use_cases.accounts.delete_account import DeleteAccount
from microblog.domain.use_cases.accounts.edit_profile import EditProfile
from microblog.domain.use_cases.accounts.sign_up import SignUp
from microblog.domain.use_cases.blocks.block_account import BlockAccount, UnblockAccount
from microblog.domain.use_cases.follows.approve_follower import ApproveFollower, RejectFollower
from microblog.domain.use_cases.follows.follow_account import FollowAccount, UnfollowAccount
from microblog.domain.use_cases.mutes.mute_account import MuteAccount, UnmuteAccount
from microblog.domain.use_cases.posts.bookmark_post import BookmarkPost, UnbookmarkPost
from microblog.domain.use_cases.posts.boost_post import BoostPost, UnboostPost
from microblog.domain.use_cases.posts.delete_post import DeletePost
from microblog.domain.use_cases.posts.edit_post import EditPost
from microblog.domain.use_cases.posts.like_post import LikePost, UnlikePost
from microblog.domain.use_cases.posts.pin_post import PinPost, UnpinPost
from microblog.domain.use_cases.posts.publish_post import PublishPost
from tests.integration.state_model import OPEN, Person, Refusal, Written
from tests.integration.state_stage import ALL, NAMES, PASSWORD, Stage
from tests.integration.state_views import Reader
from tests.integration.storage.storages import STORAGES

STEPS = 100
WALKS = 3  # at most
EXAMPLES = {"memory": 80, "sqlite": 20}  # and a few elsewhere, where each read is a trip to a server
FEW = 3
MAX_PINS = 5
EVERYBODY_READS_EVERY = 25  # steps
ENOUGH = {"memory": 4000, "sqlite": 1000}  # steps of those; Hypothesis ends some walks early
SEED = st.integers(0, 2**20 - 1)
ACTIONS = (
    *(SignUp, DeleteAccount, PublishPost, EditPost, DeletePost, LikePost, UnlikePost, BoostPost, UnboostPost),
    *(BookmarkPost, UnbookmarkPost, PinPost, UnpinPost),
    *(FollowAccount, UnfollowAccount, ApproveFollower, RejectFollower, BlockAccount, UnblockAccount),
    *(MuteAccount, UnmuteAccount),
)
OUTCOMES = ("read", "tasks run late", *(f"{action.__name__} done" for action in ACTIONS))


class Microblog(Stage):
    """People act at random; the model says what must come of it."""

    # People

    @initialize(inline=st.booleans())
    def begin(self, inline: bool) -> None:
        self.inline = inline
        for name in NAMES[:4]:
            self.sign_up(name, locked=name in NAMES[::2])

    @precondition(lambda self: len(self.model.people) < len(NAMES))
    @rule(seed=SEED)
    def come(self, seed: int) -> None:
        choices = self.choices(seed)
        self.sign_up(choices.choice(NAMES), locked=choices.random() < 0.5)
        self.then()

    def sign_up(self, name: str, *, locked: bool) -> None:
        taken = ValidationError if name in self.model.people else None
        if self.attempt(taken, SignUp, username=name, email=f"{name}@example.com", password=PASSWORD):
            self.ids[name] = self.answer.account.id
            self.do(EditProfile)(account_id=self.ids[name], display_name="", bio="", fields=(), locked=locked)
            self.model.people[name] = Person(locked)
            self.model.pending.append(lambda: None)  # the mail of confirmation, which is not asked for

    @precondition(lambda self: len(self.model.active()) > 3)
    @rule(seed=SEED)
    def leave(self, seed: int) -> None:
        choices = self.choices(seed)
        who, password = self.someone(choices), choices.choice([PASSWORD, "wrong"])
        wrong = None if password == PASSWORD else ValidationError
        if self.attempt(wrong, DeleteAccount, account_id=self.ids[who], password=password):
            self.model.leave(who)
        self.then()

    # Posts

    @rule(seed=SEED)
    def publish(self, seed: int) -> None:
        choices = self.choices(seed)
        self.write(choices, None)

    @precondition(lambda self: self.model.posts)
    @rule(seed=SEED)
    def reply(self, seed: int) -> None:
        choices = self.choices(seed)
        self.write(choices, self.a_post(choices))

    def write(self, choices: Random, answered: int | None) -> None:
        author, (text, mentions, tagged) = self.someone(choices), self.text(choices)
        visibility = choices.choice([Visibility.PUBLIC, *Visibility])
        refusal = None if answered is None else self.model.refusal(author, answered)
        what = {"text": text, "visibility": visibility, "in_reply_to_id": answered}
        if self.attempt(refusal, PublishPost, author_id=self.ids[author], **what):
            above = None if answered is None else self.model.meant(answered).id
            self.model.write(Written(self.answer.id, author, visibility, text, mentions, tagged, above))
        self.then()

    @precondition(lambda self: self.model.posts)
    @rule(seed=SEED)
    def edit(self, seed: int) -> None:
        choices = self.choices(seed)
        post_id, (text, mentions, tagged) = self.a_post(choices), self.text(choices)
        author = self.author_of(choices, post_id)
        what = {"account_id": self.ids[author], "post_id": post_id, "text": text}
        if self.attempt(self.refusal_of_own(author, post_id), EditPost, **what):
            self.model.edit(post_id, text, mentions, tagged=tagged)
        self.then()

    @precondition(lambda self: self.model.posts)
    @rule(seed=SEED)
    def delete(self, seed: int) -> None:
        choices = self.choices(seed)
        post_id = self.a_post(choices)
        author = self.author_of(choices, post_id)
        refusal = self.refusal_of_own(author, post_id)
        if self.attempt(refusal, DeletePost, account_id=self.ids[author], post_id=post_id):
            self.model.bury(post_id)
        self.then()

    def refusal_of_own(self, author: str, post_id: int) -> Refusal:
        post = self.model.posts[post_id]
        if post.author != author or post.boosts is not None:
            return NotFound
        return Gone if post.deleted else None

    @precondition(lambda self: self.model.posts)
    @rule(seed=SEED)
    def like(self, seed: int) -> None:
        choices = self.choices(seed)
        action: type[LikePost | UnlikePost] = choices.choice([LikePost, UnlikePost])
        who, post_id = self.someone(choices), self.a_post(choices)
        if self.attempt(self.model.refusal(who, post_id), action, account_id=self.ids[who], post_id=post_id):
            meant = self.model.meant(post_id).id
            (self.model.like if action is LikePost else self.model.unlike)(who, meant)
        self.then()

    @precondition(lambda self: self.model.posts)
    @rule(seed=SEED)
    def bookmark(self, seed: int) -> None:
        choices = self.choices(seed)
        action: type[BookmarkPost | UnbookmarkPost] = choices.choice([BookmarkPost, BookmarkPost, UnbookmarkPost])
        who, post_id = self.someone(choices), self.a_post(choices)
        if self.attempt(self.model.refusal(who, post_id), action, account_id=self.ids[who], post_id=post_id):
            mark = who, self.model.meant(post_id).id
            if action is BookmarkPost:
                self.model.bookmarks.setdefault(mark)
            else:
                self.model.bookmarks.pop(mark, None)
        self.then()

    @precondition(lambda self: self.model.posts)
    @rule(seed=SEED)
    def pin(self, seed: int) -> None:
        choices = self.choices(seed)
        action: type[PinPost | UnpinPost] = choices.choice([PinPost, PinPost, PinPost, UnpinPost])
        post_id = self.a_post(choices)
        who = self.author_of(choices, post_id)
        refusal = self.refusal_of_own(who, post_id)
        if refusal is None and action is PinPost:
            own = [pinned for pinned in self.model.pins if self.model.posts[pinned].author == who]
            if self.model.posts[post_id].visibility is Visibility.MENTIONED:
                refusal = NotPermitted
            elif len(own) == MAX_PINS and post_id not in own:
                refusal = ValidationError
        if self.attempt(refusal, action, account_id=self.ids[who], post_id=post_id):
            if action is PinPost:
                self.model.pins.setdefault(post_id)
            else:
                self.model.pins.pop(post_id, None)
        self.then()

    @precondition(lambda self: self.model.posts)
    @rule(seed=SEED)
    def boost(self, seed: int) -> None:
        choices = self.choices(seed)
        action: type[BoostPost | UnboostPost] = choices.choice([BoostPost, BoostPost, UnboostPost])
        who, post_id = self.someone(choices), self.a_post(choices)
        refusal, meant = self.model.refusal(who, post_id), self.model.meant(post_id)
        if refusal is None and action is BoostPost and meant.visibility not in OPEN:
            refusal = NotPermitted
        if self.attempt(refusal, action, account_id=self.ids[who], post_id=post_id):
            own = [boost for boost in self.model.boosts_of(meant.id) if boost.author == who]
            if action is BoostPost and not own:
                boost = Written(self.answer.id, who, meant.visibility, "", frozenset(), False, None, boosts=meant.id)
                self.model.write(boost)
            elif action is UnboostPost and own:
                self.model.unboost(own[0])
        self.then()

    # Between people

    @rule(seed=SEED)
    def approach(self, seed: int) -> None:
        choices = self.choices(seed)
        meet = choices.choice([self.follow] * 6 + [self.block])  # a block ends what took long to begin
        meet(*self.pair(choices, ()))
        self.then()

    def follow(self, who: str, whom: str) -> None:
        if self.attempt(self.model.may_follow(who, whom), FollowAccount, follower_id=self.ids[who], target=whom):
            self.model.follow(who, whom)
            assert self.answer[1] == self.model.follows[who, whom]

    def block(self, who: str, whom: str) -> None:
        refusal: Refusal = Gone if not self.model.people[whom].active else NotPermitted if who == whom else None
        if self.attempt(refusal, BlockAccount, blocker_id=self.ids[who], target=whom):
            self.model.block(who, whom)

    @precondition(lambda self: self.model.follows)
    @rule(seed=SEED)
    def unfollow(self, seed: int) -> None:
        choices = self.choices(seed)
        who, whom = self.pair(choices, self.model.follows)
        gone = None if self.model.people[whom].active else Gone
        if self.attempt(gone, UnfollowAccount, follower_id=self.ids[who], target=whom):
            self.model.unfollow(who, whom)
        self.then()

    @precondition(lambda self: not all(self.model.follows.values()))
    @rule(seed=SEED)
    def decide(self, seed: int) -> None:
        choices = self.choices(seed)
        approves = choices.random() < 0.5
        asked = [pair for pair, accepted in self.model.follows.items() if not accepted]
        whom, who = self.pair(choices, [(whom, who) for who, whom in asked])
        refusal: Refusal = None if self.model.people[who].active else Gone
        if refusal is None and (who, whom) not in asked:
            refusal = NotFound
        action = ApproveFollower if approves else RejectFollower
        if self.attempt(refusal, action, account_id=self.ids[whom], target=who):
            (self.model.approve if approves else self.model.unfollow)(who, whom)
        self.then()

    @precondition(lambda self: self.model.blocks)
    @rule(seed=SEED)
    def unblock(self, seed: int) -> None:
        who, whom = self.pair(self.choices(seed), self.model.blocks)
        gone = None if self.model.people[whom].active else Gone
        if self.attempt(gone, UnblockAccount, blocker_id=self.ids[who], target=whom):
            self.model.blocks.discard((who, whom))
        self.then()

    @rule(seed=SEED)
    def mute(self, seed: int) -> None:
        choices = self.choices(seed)
        who, whom = self.pair(choices, [pair for pair, accepted in self.model.follows.items() if accepted])
        notifications = choices.random() < 0.5
        refusal: Refusal = Gone if not self.model.people[whom].active else NotPermitted if who == whom else None
        what = {"muter_id": self.ids[who], "target": whom, "notifications": notifications}
        if self.attempt(refusal, MuteAccount, **what):
            self.model.mutes[who, whom] = notifications
        self.then()

    @precondition(lambda self: self.model.mutes)
    @rule(seed=SEED)
    def unmute(self, seed: int) -> None:
        who, whom = self.pair(self.choices(seed), self.model.mutes)
        gone = None if self.model.people[whom].active else Gone
        if self.attempt(gone, UnmuteAccount, muter_id=self.ids[who], target=whom):
            self.model.mutes.pop((who, whom), None)
        self.then()

    # Meanwhile

    @precondition(lambda self: self.model.pending)
    @rule(limit=st.sampled_from([1, 2, 5, ALL]))
    def work(self, limit: int) -> None:
        self.tally["steps"] += 1
        self.tally["tasks run late"] += 1
        self.run_tasks(limit)

    @rule(seed=SEED, settled=st.booleans())
    def read(self, seed: int, settled: bool) -> None:
        choices = self.choices(seed)
        self.tally["steps"] += 1
        if settled:
            self.run_tasks(ALL)
        self.read_as(choices.choice([None, *self.model.active()]))

    @invariant()
    def everybody_reads_now_and_then(self) -> None:
        self.turns += 1
        if self.turns % EVERYBODY_READS_EVERY == 0:
            for viewer in (None, *self.model.active()):
                self.read_as(viewer)

    def read_as(self, viewer: str | None) -> None:
        self.tally["read"] += 1
        Reader(self.do, self.ids, self.model, viewer).check()


@pytest.mark.parametrize("kind", STORAGES)
def test_a_storage_shows_what_the_rules_say(kind: str, tmp_path: Path) -> None:
    tally: Counter[str] = Counter()
    folders = count(1)

    def begin() -> Microblog:
        folder = tmp_path / str(next(folders))
        folder.mkdir()
        return Microblog(STORAGES[kind](folder), tally)

    def unmet() -> list[str]:
        return [outcome for outcome in OUTCOMES if not tally[outcome]]

    # What Hypothesis draws depends on the modules that are loaded too, and it leaves some rules out on purpose. Only
    # long walks surely meet everything, so elsewhere one has to do.
    for walk in range(WALKS if kind == "memory" else 1):
        if walk and not unmet():
            break
        run_state_machine_as_test(
            seed(walk)(begin),  # type: ignore[arg-type] # anything that makes one will do
            settings=settings(
                max_examples=EXAMPLES.get(kind, FEW),
                stateful_step_count=STEPS,
                database=None,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    print(f"{kind}: {tally['steps']} steps", dict(sorted(tally.items())))  # noqa: T201 (seen with -s or on failure)
    assert tally["steps"] >= ENOUGH.get(kind, STEPS)
    assert kind != "memory" or unmet() == []
