"""The previous build of an output, where this build can start from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from zhuanlan.build.cache.index import Record, Row
from zhuanlan.build.reading import at_moment
from zhuanlan.core.catalogues import added
from zhuanlan.core.i18n import N_
from zhuanlan.core.inputs import digest, fields, version
from zhuanlan.core.options import Options
from zhuanlan.features.pictures import picturing
from zhuanlan.features.pictures.labelling import labels_of
from zhuanlan.model.site import Site
from zhuanlan.plan.references import declared
from zhuanlan.render.renderer import Recipe
from zhuanlan.write.output import Output


def recipe_of(recipe: Recipe, site: Site, options: Options) -> bytes:
    """Return a digest of all that every page may depend on: the inputs of `render`."""
    states = [
        (
            campaign.state(site.now),
            [campaign.state_of(phase, site.now) for phase in campaign.phases],
            [one.repealed is not None and one.repealed <= site.now for one in campaign.documents],
        )
        for campaign in site.campaigns.values()
    ]
    values: dict[str, object] = {
        "program": version(),
        **fields("options", "render", options),
        "plugins": (recipe.registry.plugins, recipe.config.of_plugins),
        "translations": added(recipe.registry),
        **fields("config", "render", recipe.config),
        "indexnow": recipe.config.publish.indexnow,
        "campaigns": site.campaigns,
        "campaigns.folders": site.folders,
        "campaigns.states": states,
        "ledgers.takedowns": site.takedowns,
        "navigation": recipe.furniture,
        "mourning": recipe.mourning,
        "absent": sorted(recipe.absent),
        "pictures": [site.pictures.get(reference.target) for _, reference in declared(site)],
        "theme": recipe.theme.digest,
    }
    return digest("render", values)


@dataclass(frozen=True, slots=True)
class PreviousBuild:
    """What is known of it, and the recipe of this build as a digest."""

    record: Record | None
    rows: Mapping[str, Row]
    recipe: bytes
    output: Output
    develop: picturing.Develop

    @property
    def why(self) -> str:
        """Why every page is rendered."""
        if self.record is None:
            return N_("nothing is known of an earlier build")
        if self.record.recipe != self.recipe:
            return N_("the program, the theme, a setting, a campaign or its state changed")
        if self.record.manifest != self.output.manifest:
            return N_("the output is not as the last build left it")
        return N_("everything was asked for")

    def site(self, site: Site, options: Options) -> Site | None:
        """Return the site as it was, or None where all pages have to be rendered."""
        record = self.record
        if record is None or record.recipe != self.recipe or options.verify:
            return None
        if record.manifest != self.output.manifest or not self.output.complete():
            return None
        if options.edition != "web":  # a disc is made now and then, and as a whole
            return None
        labels = labels_of((row.item for row in self.rows.values()), site)
        pictures = picturing.pictures_as_they_were(self.rows, replace(self.develop, labels=labels))
        if pictures is None:
            return None
        was = replace(site, data=record.data)
        return picturing.attached(
            at_moment(was, self.rows, replace(options, now=record.now)), pictures
        )

    def touched_assets(self, rows: Mapping[str, Row]) -> set[str]:
        """Return the files that are not read and are new, gone, or other ones than before."""
        return {
            path
            for path in self.rows.keys() | rows.keys()
            for was, now in [(self.rows.get(path), rows.get(path))]
            if (was is None or was.item is None) and (now is None or now.item is None)
            if was != now or (now is not None and not now.time)
        }
