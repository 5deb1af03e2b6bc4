"""Activities, rolled up: a part's posts are also the whole's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zhuanlan.core.i18n import N_
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.page import Link
from zhuanlan.model.post import Post
from zhuanlan.model.region import Regions
from zhuanlan.model.site import Groups, Site
from zhuanlan.model.taxonomy import Taxonomy


class ActivityTaxonomy(Taxonomy):
    """The slugs of activities."""

    name, title, prefix = "activity", N_("activity"), "activities"
    terms_are_slugs = True
    more = N_("More of this activity")

    def terms(self, post: Post, campaign: Campaign, regions: Regions) -> Iterable[str]:
        """Return the activities that a post counts for, its own last."""
        slug = post.matter.activity
        return [one.slug for one in campaign.activity_lineage(slug)] if slug else ()

    def label(self, groups: Groups, term: str) -> str:
        """Return the formal name of an activity."""
        return groups.campaign.activity_lineage(term)[-1].name

    def about(self, site: Site, groups: Groups, term: str) -> dict[str, Any]:
        """Return the activity with its parts."""
        *above, this = groups.campaign.activity_lineage(term)
        posts, urls = groups.by("activity"), groups.addresses("activity")
        parts = tuple(
            Link(part.name, urls.get(part.slug), len(posts.get(part.slug, ())))
            for part in this.activities
        )
        return {
            "crumbs": [groups.link("activity", up.slug) for up in above],
            "activity": this,
            "children": parts,
            "description": this.description,
        }


ACTIVITY = ActivityTaxonomy()
