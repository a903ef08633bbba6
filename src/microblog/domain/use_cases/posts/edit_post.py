"""Edit a post."""

from attrs import evolve, frozen

from microblog.domain.model.events import PostEdited
from microblog.domain.model.language import check_language
from microblog.domain.model.post import Post, PostVersion
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.domain.use_cases.posts.composer import Composer
from microblog.domain.use_cases.posts.visible_post import own_post
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
        self, *, account_id: int, post_id: int, text: str, content_warning: str = "", language: str | None = None
    ) -> Post:
        """The post as it is now; nothing is stored if nothing was changed.

        Raises ValidationError, NotFound if it is not one's own, Gone if it or the account was deleted.
        """
        draft, language = self.composer.check(text, content_warning), check_language(language)
        with self.unit_of_work() as uow:
            locked_account(uow, account_id)
            post = own_post(uow, account_id, post_id)
            if (draft.text, draft.content_warning, language) == (post.text, post.content_warning, post.language):
                return post
            uow.posts.add_version(
                PostVersion(post.id, post.text, post.html, post.content_warning, post.edited_at or post.created_at)
            )
            composition = self.composer.compose(uow, draft)
            post = evolve(
                post,
                text=draft.text,
                html=composition.html,
                content_warning=draft.content_warning,
                language=language,
                mentions=composition.mentions,
                hashtags=composition.hashtags,
                edited_at=self.clock(),
            )
            uow.posts.save(post)
            uow.outbox.add(PostEdited(post.id))
            uow.commit()
        return post
