"""Which pictures editors declared to be AI-generated, and what their files say then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from zhuanlan.model.ai import metadata
from zhuanlan.model.config import Config
from zhuanlan.model.files import beside
from zhuanlan.model.post import Post, StandalonePage
from zhuanlan.model.site import Site


def labels_of(items: Iterable[Post | StandalonePage | None], site: Site) -> Mapping[str, str]:
    """Return the value of `AIGC` for each declared picture, by its path in the content.

    One declaration holds wherever the picture is shown. `items` are all posts and pages, drafts,
    too; the campaigns and settings are those of `site`.
    """
    banners = [
        f"{site.folders[slug]}/{campaign.banner.file}"
        for slug, campaign in site.campaigns.items()
        if campaign.banner and campaign.banner.ai
    ]
    return labels_with(items, site.config, banners)


def labels_with(
    items: Iterable[Post | StandalonePage | None], config: Config, banners: Iterable[str] = ()
) -> Mapping[str, str]:
    """Return the same for some posts and pages, settings, and banners of campaigns."""
    paths = {path for item in items if item for path in declared_by(item)}
    paths.update(config.ai.pictures, banners)
    return dict.fromkeys(sorted(paths), metadata(config.name)) if paths else {}


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
