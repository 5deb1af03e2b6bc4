"""What all pages of a site have in common."""

from __future__ import annotations

from zhuanlan.core.options import Options
from zhuanlan.core.registry import Registry
from zhuanlan.features.disc import pages as disc
from zhuanlan.model.site import Site
from zhuanlan.plan.planning import furniture, generated_marks, shared_picture, templates
from zhuanlan.render.renderer import Recipe
from zhuanlan.render.theme import Theme


def recipe_for(site: Site, theme: Theme, options: Options, registry: Registry) -> Recipe:
    """Return what the pages of a site are rendered with."""
    return Recipe(
        site.config,
        theme,
        site.campaigns,
        furniture(site),
        options.relative,
        mourning=site.config.in_mourning(site.now),
        shared_picture=shared_picture(site),
        generated_marks=generated_marks(site),
        edition=site.edition,
        elsewhere=frozenset(disc.left_out(site)),
        templates=frozenset(templates(site)),
        absent=site.absent,
        registry=registry,
    )
