"""Edit what one tells of oneself."""

from collections.abc import Sequence

from attrs import evolve, frozen

from microblog.domain.model.account import MAX_FIELDS, Account, ProfileField
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.post_html import render_field_html, render_post_html
from microblog.domain.model.text import clean_line, clean_text
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.ports.html_cleaner import HtmlCleaner
from microblog.ports.unit_of_work import UnitOfWorkFactory

MAX_DISPLAY_NAME = 30
MAX_BIO = 500
MAX_FIELD = 255


@frozen
class EditProfile:
    """Change display name, bio, labelled links and whether followers must be approved."""

    unit_of_work: UnitOfWorkFactory
    addresses: Addresses
    clean_html: HtmlCleaner

    def __call__(
        self, *, account_id: int, display_name: str, bio: str, fields: Sequence[tuple[str, str]], locked: bool
    ) -> Account:
        """The account as it is now. Fields are (label, value), at most four; those with neither are dropped.

        Raises ValidationError; a field's is named `fields`, with its `index` from 0 among the params. Raises
        NotFound or Gone if the account is not active (any more).
        """
        display_name, bio, profile_fields = self.check(display_name, bio, fields)
        with self.unit_of_work() as uow:
            account = evolve(
                locked_account(uow, account_id),
                display_name=display_name,
                bio=bio,
                bio_html=self._html(bio),
                fields=profile_fields,
                locked=locked,
            )
            uow.accounts.save(account)
            uow.commit()
        return account

    def check(
        self, display_name: str, bio: str, fields: Sequence[tuple[str, str]]
    ) -> tuple[str, str, tuple[ProfileField, ...]]:
        """The same as they would be stored. Raises ValidationError as the action does."""
        display_name = clean_line(display_name, field="display_name", max_length=MAX_DISPLAY_NAME)
        return display_name, clean_text(bio, field="bio", max_length=MAX_BIO), self._fields(fields)

    def _fields(self, fields: Sequence[tuple[str, str]]) -> tuple[ProfileField, ...]:
        if len(fields) > MAX_FIELDS:
            raise ValidationError("fields", "too_many", {"limit": MAX_FIELDS})
        kept = []
        for index, (raw_label, raw_value) in enumerate(fields):
            try:
                label = clean_line(raw_label, field="fields", max_length=MAX_FIELD)
                value = clean_line(raw_value, field="fields", max_length=MAX_FIELD)
            except ValidationError as error:
                raise ValidationError("fields", error.code, {**error.params, "index": index}) from None
            if value and not label:
                raise ValidationError("fields", "label_required", {"index": index})
            if label:
                kept.append(ProfileField(label, value, self._field_html(value)))
        return tuple(kept)

    def _html(self, text: str) -> str:
        return self.clean_html(render_post_html(text, mention_urls={}, hashtag_url=self.addresses.hashtag_url))

    def _field_html(self, text: str) -> str:
        return self.clean_html(render_field_html(text, mention_urls={}, hashtag_url=self.addresses.hashtag_url))
