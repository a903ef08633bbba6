"""A small town on a server: people who have talked for a month, for pages that look as they do in life."""

# ruff: noqa: RUF001 - people write with typographic apostrophes

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from attrs import define, field
from dependency_injector.providers import Object

from microblog.domain.model.account import Account, Role
from microblog.domain.model.post import Post, Visibility
from microblog.domain.model.post_content import PostContent
from microblog.entrypoints.container import Container, open_container
from microblog.entrypoints.settings import load_settings
from microblog.ports.clock import Clock
from tests.integration.browser.visitor import PASSWORD

READER = "mira"
THREAD = "What do you bake"
WARNED = "how the book ends"

_PEOPLE = {
    "mira": ("Mira Oduya", "Baker in the mornings, reader in the evenings. Opens the window when it rains."),
    "jonas": ("Jonas Feld", "Fährmann auf der #Oder. Schreibt über Vögel, Wetter und #Schiffe."),
    "tess": ("Tess Amari ☘", "Allotment no. 14. Seeds to give away, ask @mira which."),
    "ilse": ("Ilse van der Brugge", "Retired lighthouse keeper. I still wake up every four hours."),
    "kofi": ("Kofi", "Bicycles, mostly other people’s. https://example.org/workshop/opening-hours"),
    "sana": ("سناء", "I translate cookbooks."),
}
_FOLLOWS = {
    "mira": "jonas tess ilse kofi sana",
    "jonas": "mira ilse",
    "tess": "mira kofi",
    "ilse": "mira jonas tess",
    "kofi": "mira tess",
    "sana": "mira ilse",
}
_SMALL_TALK = (
    "First frost on the dahlias. I should have dug them up on Sunday.",
    "A heron stood on the towpath and did not mind me at all.",
    "Note to self: the good scissors are in the bread tin. Do not ask.",
    "Der Nebel kam so dicht, dass ich das andere Ufer nur noch gehört habe.",
    "Fixed a bell today that had not rung since 1987. The owner cried a little.",
    "Three translations of the same recipe, and no two agree on the salt.",
)


@define
class _SetClock(Clock):
    now: datetime

    def __call__(self) -> datetime:
        return self.now


@define
class Neighbourhood:
    """Writes into a server's database as its people would, each thing at a time of its own."""

    container: Container
    clock: _SetClock
    today: datetime
    people: dict[str, Account] = field(factory=dict)

    def ago(self, days: float = 0, minutes: float = 0) -> None:
        """The next things happen so long before now."""
        self.clock.now = self.today - timedelta(days=days, minutes=minutes)

    def write(
        self, who: str, text: str, language: str = "en", to: Post | None = None, warning: str = "",
        visibility: Visibility = Visibility.PUBLIC,
    ) -> Post:  # fmt: skip
        """A post."""
        post: Post = self.container.publish_post()(
            author_id=self.people[who].id,
            text=text,
            language=language,
            in_reply_to_id=to.id if to else None,
            content_warning=warning,
            visibility=visibility,
        )
        return post

    def like(self, post: Post, *names: str) -> None:
        """Some like it."""
        for name in names:
            self.container.like_post()(account_id=self.people[name].id, post_id=post.id)

    def keep(self, post: Post, *names: str) -> None:
        """Some bookmark it."""
        for name in names:
            self.container.bookmark_post()(account_id=self.people[name].id, post_id=post.id)

    def boost(self, post: Post, *names: str) -> None:
        """Some carry it on."""
        for name in names:
            self.container.boost_post()(account_id=self.people[name].id, post_id=post.id)


@contextmanager
def _open(directory: Path, port: int) -> Iterator[Neighbourhood]:
    data = directory / "var"
    data.mkdir()
    settings = {"MICROBLOG_DATA_DIR": str(data), "MICROBLOG_TASKS": "inline", "MICROBLOG_PORT": str(port)}
    container = open_container(load_settings(settings))
    today = datetime.now(UTC).replace(microsecond=0)
    clock = _SetClock(today)
    container.clock.override(Object(clock))
    container.storage().schema.upgrade()
    try:
        yield Neighbourhood(container, clock, today)
    finally:
        container.process().release()


def settle(directory: Path, port: int) -> None:
    """Fill the data of a server that was never started and will be at that port; everybody's password is PASSWORD."""
    with _open(directory, port) as town:
        _move_in(town)
        _chat(town)
        _talk_today(town)
        town.ago()
        today: date = town.today.date()
        town.container.compute_statistics()(first=today - timedelta(days=30), last=today)


def _move_in(town: Neighbourhood) -> None:
    for number, (name, (display_name, bio)) in enumerate(_PEOPLE.items()):
        town.ago(days=29 - 3.2 * number)
        role = Role.OWNER if name == READER else Role.USER
        account = town.container.create_account()(
            username=name, email=f"{name}@example.org", password=PASSWORD, role=role
        )
        links = [("Shop", "https://example.org/bakery"), ("Pronouns", "she/her")] if name == READER else []
        town.people[name] = town.container.edit_profile()(
            account_id=account.id, display_name=display_name, bio=bio, fields=links, locked=name == "sana"
        )
    for minutes, (name, followed) in enumerate(_FOLLOWS.items()):
        town.ago(days=11, minutes=minutes)
        for other in followed.split():
            town.container.follow_account()(follower_id=town.people[name].id, target=other)
    town.container.approve_follower()(account_id=town.people["sana"].id, target=READER)


def _chat(town: Neighbourhood) -> None:
    names = list(_PEOPLE)
    for day in range(28, 0, -1):
        here = [name for number, name in enumerate(names) if 29 - 3.2 * number > day + 1] or names[:1]
        for turn in range((day * 7) % 4 + (day % 7 < 2) * 2):
            town.ago(days=day, minutes=40 * turn)
            town.write(here[(day + turn) % len(here)], _SMALL_TALK[(day * 3 + turn) % len(_SMALL_TALK)])


def _talk_today(town: Neighbourhood) -> None:
    town.ago(minutes=590)
    ship = town.write(
        "jonas",
        "Heute früh 6 Grad und Nordwind, die Fähre fährt trotzdem. Wer mitwill: bitte Mütze mitbringen."
        " Donaudampfschifffahrtsgesellschaftskapitänsmütze ist nicht nötig. #Oder",
        "de",
    )
    town.like(ship, "mira", "ilse", "tess")
    town.ago(minutes=300)
    bread = town.write("mira", f"{THREAD} when it rains for three days? I am out of ideas and full of rye. #bread")
    town.like(bread, "tess", "ilse", "kofi", "jonas")
    town.boost(bread, "ilse")
    town.ago(minutes=271)
    cake = town.write("tess", "@mira carrot cake! I can bring two kilos, they are small but honest. 😊", to=bread)
    town.like(cake, "mira", "ilse")
    town.ago(minutes=264)
    town.write("mira", "@tess honest carrots are the only kind I take.", to=cake)
    town.ago(minutes=240)
    town.write("sana", "@mira خبز الزعتر. Thyme bread, twelve minutes, hot oven. My aunt’s page 41.", to=bread)
    town.ago(minutes=122)
    long = town.write(
        "kofi",
        "Chain, cassette, two spokes and a squirrel’s nest (empty) in the seat tube. The whole story with pictures:"
        " https://example.org/workshop/2026/a-very-long-address-that-does-not-end/and-goes-on-and-on?page=14\n\n"
        "If this is your bicycle, it is ready.",
    )
    town.like(long, "mira", "tess", "sana")
    town.ago(minutes=55)
    town.write("tess", "Rain stopped. Smell of wet stone and somebody’s toast.", visibility=Visibility.UNLISTED)
    town.ago(minutes=41)
    town.write("ilse", "@mira I would keep the rye and change the weather.", to=bread)
    town.ago(minutes=24)
    book = town.write(
        "ilse", "She was the narrator’s sister all along, and the lamp had never been lit.", warning=WARNED
    )
    town.like(book, "mira", "sana")
    town.ago(minutes=12)
    walk = town.write(
        "jonas", "@mira @ilse Samstag um neun am Anleger? Ich bringe Kaffee, ihr das Brot und die Geschichten. ☕", "de"
    )
    town.like(walk, "mira", "ilse")
    town.ago(minutes=9)
    town.boost(long, "tess")
    town.ago(minutes=3)
    sale = town.write("mira", "Shop closes at four today. There are nine rolls left and I know each by name.")
    town.ago(minutes=1)
    town.like(sale, "kofi", "ilse")
    town.keep(cake, READER)
    town.keep(long, READER, "jonas")
    town.container.mute_account()(muter_id=town.people["jonas"].id, target="tess", duration=timedelta(days=7))
    town.container.mute_account()(muter_id=town.people["jonas"].id, target="kofi", notifications=False)
    _plan(town)
    town.container.pin_post()(account_id=town.people[READER].id, post_id=bread.id)


def _plan(town: Neighbourhood) -> None:
    save, me = town.container.save_pending_post(), town.people[READER].id
    tomorrow = town.clock() + timedelta(days=1)
    rolls = PostContent("Rolls from six, rye from seven.\n\nThe door sticks: push. #bread", language="en")
    save(author_id=me, content=rolls, scheduled_at=tomorrow)
    ending = PostContent("The lamp again", WARNED, Visibility.FOLLOWERS)
    save(author_id=me, content=ending, scheduled_at=tomorrow + timedelta(hours=2))
    save(author_id=me, content=PostContent("Things that rise, and things that do not"), scheduled_at=None)
