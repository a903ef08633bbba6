"""Where people act: one storage with all use cases over it, the tasks, and the model beside them."""

from collections import Counter
from collections.abc import Iterable
from itertools import count
from random import Random
from typing import Any

import pytest
from attrs import AttrsInstance, evolve
from hypothesis.stateful import RuleBasedStateMachine

from microblog.domain.use_cases.reactions import reactions_of
from microblog.domain.use_cases.tasks.react import React
from microblog.domain.use_cases.tasks.sweep_outbox import SweepOutbox
from tests.actions import Actions
from tests.integration.state_model import Model, Refusal
from tests.integration.storage.storage import Storage
from tests.unit.domain.use_cases.fakes import CountingIds, CountingSecrets, HandMovedClock, ListMailer
from tests.unit.domain.use_cases.reaction_world import all_reactions

NAMES = ("anna", "ben", "cleo", "dora", "emil")
PASSWORD = "long enough"
ALL = 10**6


class Stage(RuleBasedStateMachine):
    """A storage, the model that it is held against, and what all rules share."""

    def __init__(self, storage: Storage, tally: Counter[str]) -> None:
        super().__init__()
        self.storage, self.tally, self.model = storage, tally, Model()
        self.ids: dict[str, int] = {}
        self.numbers = count(1)
        self.inline = False
        self.turns = 0
        self.answer: Any = None
        clock, new_id, secrets = HandMovedClock(), CountingIds(), CountingSecrets()
        factory: Any = storage.begin  # each of them is an attrs class with these fields
        self.unit_of_work = evolve(factory, reactions_of=reactions_of, clock=clock, new_id=new_id)
        self.do = Actions(
            self.unit_of_work,
            accounts=storage.accounts,
            posts=storage.posts,
            timelines=storage.timelines,
            notifications=storage.notifications,
            conversations=storage.conversations,
            notification_groups=storage.notification_groups,
            notification_requests=storage.notification_requests,
            statistics=storage.statistics,
            search=storage.search,
            followed_tags=storage.followed_tags,
            featured_tags=storage.featured_tags,
            lists=storage.lists,
            markers=storage.markers,
            filters=storage.filters,
            trends=storage.trends,
            directory=storage.directory,
            announcements=storage.announcements,
            viewers=storage.viewers,
            clock=clock,
            new_id=new_id,
            secrets=secrets,
        )
        reactions = all_reactions(
            self.unit_of_work,
            clock=clock,
            new_id=new_id,
            secrets=secrets,
            mailer=ListMailer(),
            notifications=storage.notifications,
            filters=storage.filters,
        )
        self.sweep = SweepOutbox(self.unit_of_work, clock, React(self.unit_of_work, clock, reactions))

    def teardown(self) -> None:
        self.storage.close()

    def choices(self, seed: int) -> Random:
        """Hypothesis chooses what is done; this chooses, evenly, by whom and about what.

        The draws of Hypothesis like to repeat themselves, and most of what people do would be done for the second time.
        """
        return Random(f"{seed}, {next(self.numbers)}")

    def attempt(self, refusal: Refusal, action: type[AttrsInstance], **arguments: object) -> bool:
        """Do it, and leave its answer in `answer`. False if it was refused, which it must be as the model says."""
        self.tally["steps"] += 1
        use_case: Any = self.do(action)
        if refusal is not None:
            self.tally[f"{action.__name__} refused"] += 1
            with pytest.raises(refusal):
                use_case(**arguments)
            return False
        self.tally[f"{action.__name__} done"] += 1
        self.answer = use_case(**arguments)
        return True

    def then(self) -> None:
        """Where tasks run inline, they run now."""
        if self.inline:
            self.run_tasks(ALL)

    def run_tasks(self, limit: int) -> None:
        assert evolve(self.sweep, limit=limit)() == self.model.run(limit)
        with self.unit_of_work() as uow:
            assert uow.outbox.depth() == (len(self.model.pending), 0)

    def someone(self, choices: Random) -> str:
        return choices.choice(self.model.active())

    def anyone(self, choices: Random) -> str:
        return choices.choice(sorted(self.model.people))

    def pair(self, choices: Random, likely: Iterable[tuple[str, str]]) -> tuple[str, str]:
        """Who does something, and to whom: one of these pairs, as a rule."""
        known = sorted(pair for pair in likely if self.model.people[pair[0]].active)
        return choices.choice([*known, *known, (self.someone(choices), self.anyone(choices))])

    def a_post(self, choices: Random) -> int:
        return choices.choice(sorted(self.model.posts))

    def author_of(self, choices: Random, post_id: int) -> str:
        """Who wrote the post, as a rule; else somebody."""
        author = self.model.posts[post_id].author
        likely = [author] * 9 if self.model.people[author].active else []
        return choices.choice([*likely, *self.model.active()])

    def text(self, choices: Random) -> tuple[str, frozenset[str], bool]:
        """One that was never written before, whom it really mentions, and whether it carries the hashtag."""
        mentioned, tagged = set(choices.sample(NAMES, choices.choice([0, 0, 1, 2]))), choices.random() < 0.3
        words = [f"{next(self.numbers)}", *(f"@{name}" for name in sorted(mentioned)), *(["#tea"] if tagged else [])]
        return " ".join(words), frozenset(mentioned & set(self.model.active())), tagged
