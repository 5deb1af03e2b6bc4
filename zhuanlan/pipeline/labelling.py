"""Which pictures editors declared to be AI-generated, and what their files say then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from zhuanlan.model.ai import metadata
from zhuanlan.model.files import beside
from zhuanlan.model.post import Post, StandalonePage
from zhuanlan.model.site import Site


def labels_of(items: Iterable[Post | StandalonePage | None], site: Site) -> Mapping[str, str]:
    """Return the value of `AIGC` for each declared picture, by its path in the content.

    One declaration holds wherever the picture is shown. `items` are all posts and pages, drafts,
    too; the campaigns and settings are those of `site`.
    """
    paths = {path for item in items if item for path in declared_by(item)}
    for slug, campaign in site.campaigns.items():
        if campaign.banner and campaign.banner.ai:
            paths.add(f"{site.folders[slug]}/{campaign.banner.file}")
    paths.update(site.config.ai.pictures)
    return dict.fromkeys(sorted(paths), metadata(site.config.name)) if paths else {}


def declared_by(item: Post | StandalonePage) -> Iterator[str]:
    """Yield the pictures that a post or page declares to be AI-generated."""
    matter = item.matter
    if matter.ai:
        yield from (beside(item.path, file) for file in matter.ai.pictures)
    if isinstance(item, Post):
        person = item.matter.person
        for named in (item.matter.cover, person.portrait if person else None):
            if named and named.ai:
                yield beside(item.path, named.file)
