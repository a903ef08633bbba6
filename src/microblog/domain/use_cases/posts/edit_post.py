"""Edit a post."""

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.events import PostEdited
from microblog.domain.model.language import check_language
from microblog.domain.model.poll import WantedPoll
from microblog.domain.model.post import MAX_VERSIONS, Post, PostVersion, Visibility
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.domain.use_cases.posts.attachment import check_media_ids, clean_descriptions, media_for
from microblog.domain.use_cases.posts.composer import Composer
from microblog.domain.use_cases.posts.visible_post import own_post
from microblog.domain.use_cases.posts.wanted_poll import replace_poll
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class EditPost:
    """Change one's own post. How it read before is kept and can be read.

    Its visibility stays. But of a post that is not for everybody, whom the new text mentions may see it now, with its
    earlier versions, and whom it mentions no longer may not.
    """

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    composer: Composer

    def __call__(
        self,
        *,
        account_id: int,
        post_id: int,
        text: str,
        content_warning: str = "",
        language: str | None = None,
        media_ids: Sequence[int] | None = None,
        descriptions: Mapping[int, str] | None = None,
        poll: WantedPoll | None = None,
        sensitive: bool = False,
    ) -> Post:
        """The post as it is now; nothing is stored if nothing was changed.

        It shows these pictures in this order, by default those that it has, and of some of them other descriptions.
        What it shows no longer is kept for as long as its earlier versions are, of which there are MAX_VERSIONS.
        It has this poll, or none. Votes are forgotten where the options are others than before.

        Raises ValidationError, NotFound if it is not one's own, Gone if it or the account was deleted.
        """
        draft, language = self.composer.check(text, content_warning, required=False), check_language(language)
        wanted = None if media_ids is None else check_media_ids(media_ids)
        descriptions = clean_descriptions(descriptions or {})
        with self.unit_of_work() as uow:
            locked_account(uow, account_id)
            post = own_post(uow, account_id, post_id)
            shown = [each.media_id for each in post.media] if wanted is None else wanted
            if not draft.text and not shown:
                raise ValidationError("text", "required")
            wanted_poll = self.composer.check_poll(poll, shown)
            kept = media_for(uow, account_id, post_id, shown, descriptions)
            media = tuple(each.attached for each in kept)
            now, earlier = self.clock(), post.poll
            asked = None if wanted_poll is None else wanted_poll.begun(now, earlier)
            before = (post.text, post.content_warning, post.language, post.media, earlier, post.sensitive)
            if (draft.text, draft.content_warning, language, media, asked, sensitive) == before:
                return post
            if uow.posts.count_versions(post_id) >= MAX_VERSIONS:
                raise ValidationError("text", "too_many_versions", {"limit": MAX_VERSIONS})
            for each in kept:
                uow.media.save(each)
            uow.posts.add_version(_version_of(post))
            composition = self.composer.compose(uow, draft)
            post = evolve(
                post,
                text=draft.text,
                html=composition.html,
                content_warning=draft.content_warning,
                language=language,
                mentions=composition.mentions,
                hashtags=composition.hashtags,
                media=media,
                poll=asked,
                sensitive=sensitive,
                edited_at=now,
            )
            uow.posts.save(post)
            if post.visibility is Visibility.MENTIONED:
                uow.conversations.settle(post.id)
            replace_poll(uow, post, earlier)
            uow.outbox.add(PostEdited(post.id))
            uow.commit()
        return post


def _version_of(post: Post) -> PostVersion:
    written_at = post.edited_at or post.created_at
    options = () if post.poll is None else post.poll.options
    texts = post.text, post.html, post.content_warning
    return PostVersion(post.id, *texts, written_at, post.media, options, post.sensitive)
