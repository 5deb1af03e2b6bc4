"""What a build has to make: all there is, or what differs from the last build."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhuanlan.model.page import Asset, Section
from zhuanlan.model.site import Site
from zhuanlan.options import Options
from zhuanlan.pipeline.before import Before
from zhuanlan.pipeline.making import File
from zhuanlan.pipeline.reading import Reading
from zhuanlan.pipeline.searching import Index as SearchIndex
from zhuanlan.pipeline.searching import is_of_index
from zhuanlan.plan import plan
from zhuanlan.plan.changes import NEW, Reason, changes
from zhuanlan.plan.sections import several
from zhuanlan.render.renderer import Recipe
from zhuanlan.write.output import Output
from zhuanlan.write.precompressed import with_forms


@dataclass(frozen=True, slots=True)
class Work:
    """What a build has to make, and which files it leaves no longer.

    `gone` is None where everything is made, so that all else may go.
    """

    sections: Sequence[Section]
    files: Sequence[File]
    names: Sequence[str]
    assets: Sequence[Asset]
    gone: Sequence[str] | None
    reasons: list[tuple[str, Reason]]


def everything(site: Site, recipe: Recipe, before: Before) -> Work:
    """Everything is made anew."""
    planned = plan(site)
    files: list[File] = [*planned.assets, *recipe.theme.files]
    names = [*planned.files, *(file.file for file in files)]
    reasons = [("", Reason(before.why))]
    return Work(planned.sections, files, names, planned.assets, None, reasons)


def what_changed(before: Before, reading: Reading, options: Options) -> Work | None:
    """What differs from the last build is made, if there was one that can be built upon."""
    old = before.site(reading.site, options)
    if old is None:
        return None
    touched = before.touched_assets(reading.rows)
    found = changes(old, reading.site, {reading.site.on_disk.get(p, p) for p in touched} | touched)
    pages = [page for page, _ in found.pages]
    names = [*(page.file for page in pages), *(asset.file for asset in found.copied)]
    reasons = [(page.file, reason) for page, reason in found.pages]
    reasons += [(asset.file, NEW) for asset in found.copied]
    return Work([several(pages)], found.copied, names, found.assets, found.gone, reasons)


def with_search(todo: Work, found: SearchIndex, output: Output) -> Work:
    """Add the search to what has to be made, if it is not the one that is published."""
    names = {ready.file for ready in found.files}
    old = {file for file in output.files if is_of_index(file)}
    if todo.gone is not None and old == names and not found.made:
        return todo
    gone = None if todo.gone is None else [*todo.gone, *sorted(old - names)]
    files, all_names = [*todo.files, *found.files], [*todo.names, *sorted(names)]
    return replace(todo, files=files, names=all_names, gone=gone)


def with_all_forms(todo: Work) -> Work:
    """Name the compressed forms, too."""
    names = [form for name in todo.names for form in with_forms(name)]
    gone = todo.gone and [form for name in todo.gone for form in with_forms(name)]
    return replace(todo, names=names, gone=gone)
