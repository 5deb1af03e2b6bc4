"""Where a site is published to, beside the folders that it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem
from zhuanlan.load.site import read_yaml
from zhuanlan.model.config import CONFIG
from zhuanlan.model.publishing import PublishSettings


def check_targets(
    file: Path, settings: PublishSettings, folders: Iterable[Path]
) -> Iterator[Problem]:
    """Find targets that lie within one of the site's own `folders`.

    What is published there would be taken for the site's own files, or deleted with them.
    """
    own = {folder.resolve(): folder for folder in folders}
    for name, target in settings.targets.items():
        folder = target.folder(file.parent)
        if folder is None:
            continue
        place = folder.resolve()
        within = next((own[one] for one in (place, *place.parents) if one in own), None)
        if within is not None:
            spot = read_yaml(file, file.as_posix()).spot(("publish", "targets", name, "path"))
            message = N_("the folder to publish to lies within {folder}, which is the site's own")
            values = {"folder": within.name}
            hint = N_("choose one outside of the site, such as /srv/www/{name}")
            yield Problem(CONFIG, *spot, message, values | {"name": name}, hint)
