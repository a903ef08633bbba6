"""Hashtags on one's profile."""

from attrs import frozen

from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.asked import posted_id
from microblog.adapters.web.site.forms.accounts import FeaturedTagForm
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.errors import NotFound, ValidationError
from microblog.domain.use_cases.featured_tags.feature_tag import FeatureTag, UnfeatureTag
from microblog.domain.use_cases.featured_tags.read_featured_tags import ReadFeaturedTags, SuggestTags

_PATH = "/settings/hashtags"


@frozen
class FeaturedTagViews:
    """Which one features, and which one could."""

    pages: Pages
    read_featured_tags: ReadFeaturedTags
    suggest_tags: SuggestTags
    feature_tag: FeatureTag
    unfeature_tag: UnfeatureTag

    def index(self, request: Request) -> Response:
        """All of them."""
        return self._show(request, FeaturedTagForm(), 200)

    def feature(self, request: Request) -> Response:
        """One more."""
        form = FeaturedTagForm(request.form)
        try:
            self.feature_tag(account_id=signed_in(request).account_id, name=form.name.data or "")
        except ValidationError as error:
            form.refuse(error, self.pages.sayer(request))
            return self._show(request, form, 422)
        return self.pages.go(_PATH, "tag_featured")

    def unfeature(self, request: Request) -> Response:
        """One less; nothing is wrong where it is gone already."""
        try:
            self.unfeature_tag(account_id=signed_in(request).account_id, tag=posted_id(request, "id"))
        except NotFound:
            return self.pages.go(_PATH)
        return self.pages.go(_PATH, "tag_unfeatured")

    def _show(self, request: Request, form: FeaturedTagForm, status: int) -> Response:
        me = signed_in(request).account_id
        _, featured = self.read_featured_tags(viewer_id=me, target=me)
        suggested = self.suggest_tags(account_id=me)
        return self.pages.show(
            request, "settings_hashtags.html", status, form=form, featured=featured, suggested=suggested
        )
