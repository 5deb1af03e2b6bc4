"""Tags, as they are written."""

from __future__ import annotations

from collections.abc import Iterable

from zhuanlan.core.i18n import N_
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.post import Post
from zhuanlan.model.region import Regions
from zhuanlan.model.taxonomy import Taxonomy


class TagTaxonomy(Taxonomy):
    """The tags of posts; their slugs are how they are read."""

    name, title, prefix = "tag", N_("tag"), "tags"

    def terms(self, post: Post, campaign: Campaign, regions: Regions) -> Iterable[str]:
        """Return the tags of a post, each once."""
        return dict.fromkeys(post.matter.tags)


TAG = TagTaxonomy()
