"""What writing and editing a post share: from what was typed to what is stored."""

from collections.abc import Sized

from attrs import frozen

from microblog.domain.model.addresses import Addresses
from microblog.domain.model.entities import Entity, Hashtag, Mention, parse_entities
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.poll import WantedPoll
from microblog.domain.model.post import MAX_POST_LENGTH, MAX_WARNING_LENGTH, MentionedAccount
from microblog.domain.model.post_html import render_post_html
from microblog.domain.model.post_length import MAX_SOURCE_LENGTH, post_length
from microblog.domain.model.text import clean_line, clean_text
from microblog.domain.use_cases.posts.wanted_poll import checked_poll
from microblog.ports.grapheme_counter import GraphemeCounter
from microblog.ports.html_cleaner import HtmlCleaner
from microblog.ports.unit_of_work import UnitOfWork


@frozen
class Draft:
    """What somebody typed, checked and parsed, before anybody is looked up."""

    text: str
    content_warning: str
    entities: tuple[Entity, ...]


@frozen
class Composition:
    """A draft with the mentioned people found and the HTML made."""

    html: str
    mentions: tuple[MentionedAccount, ...]
    hashtags: tuple[str, ...]


@frozen
class Composer:
    """Turns what was typed into what is stored."""

    addresses: Addresses
    count_graphemes: GraphemeCounter
    clean_html: HtmlCleaner

    def check(self, text: str, content_warning: str, *, required: bool = True) -> Draft:
        """Raises ValidationError for text that is too long or holds what no text may, or is empty where required."""
        text = clean_text(text, field="text", max_length=MAX_SOURCE_LENGTH, required=required)
        content_warning = clean_line(content_warning, field="content_warning", max_length=MAX_WARNING_LENGTH)
        length = post_length(text, content_warning, self.count_graphemes)
        if length > MAX_POST_LENGTH:
            raise ValidationError("text", "too_long", {"limit": MAX_POST_LENGTH, "length": length})
        return Draft(text, content_warning, parse_entities(text))

    def check_poll(self, poll: WantedPoll | None, media: Sized) -> WantedPoll | None:
        """The poll, checked. Raises ValidationError for what is wrong with it, and where there are pictures as well."""
        if poll is not None and media:
            raise ValidationError("media_ids", "with_poll")
        return None if poll is None else checked_poll(poll, self.count_graphemes)

    def compose(self, uow: UnitOfWork, draft: Draft) -> Composition:
        """Look the mentioned people up, in one query, and render."""
        names = {self._name(entity) for entity in draft.entities if isinstance(entity, Mention)}
        accounts = uow.accounts.by_names(names) if names else ()
        mentions = tuple(
            MentionedAccount(account.id, account.username, account.domain, account.url)
            for account in sorted(accounts, key=lambda account: account.id)
        )
        urls = {(one.username.lower(), one.domain and one.domain.lower()): one.url for one in mentions}
        urls |= {(one.username.lower(), self.addresses.host): one.url for one in mentions if not one.domain}
        hashtags = {entity.normalised for entity in draft.entities if isinstance(entity, Hashtag)}
        html = render_post_html(draft.text, mention_urls=urls, hashtag_url=self.addresses.hashtag_url)
        return Composition(self.clean_html(html), mentions, tuple(sorted(hashtags)))

    def _name(self, mention: Mention) -> tuple[str, str | None]:
        domain = mention.domain.lower() if mention.domain else None
        return mention.username.lower(), None if domain == self.addresses.host else domain
