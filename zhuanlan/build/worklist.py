"""What a build has to make: everything, or what differs from the previous build."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from zhuanlan.build.making import File
from zhuanlan.build.previous import PreviousBuild
from zhuanlan.build.reading import Reading
from zhuanlan.build.stages import StageFiles
from zhuanlan.core.options import Options
from zhuanlan.model.page import Asset, PageGroup
from zhuanlan.model.page_groups import several
from zhuanlan.model.site import Site
from zhuanlan.plan.changes import NEW, Reason, changes
from zhuanlan.plan.planning import plan
from zhuanlan.render.renderer import Recipe
from zhuanlan.write.output import Output
from zhuanlan.write.precompressed import with_forms


@dataclass(frozen=True, slots=True)
class WorkList:
    """Pages and files to make, and files to remove.

    `gone` is None where everything is made: any other file of ours is removed then.
    """

    page_groups: Sequence[PageGroup]
    files: Sequence[File]
    names: Sequence[str]
    assets: Sequence[Asset]
    gone: Sequence[str] | None
    reasons: list[tuple[str, Reason]]

    @property
    def pages(self) -> int:
        """The number of pages to render."""
        return sum(group.count for group in self.page_groups)


def everything(site: Site, recipe: Recipe, previous: PreviousBuild) -> WorkList:
    """Return the work of rendering every page."""
    planned = plan(site)
    files: list[File] = [*planned.assets, *recipe.theme.files]
    names = [*planned.files, *(file.file for file in files)]
    reasons = [("", Reason(previous.why))]
    return WorkList(planned.page_groups, files, names, planned.assets, None, reasons)


def what_changed(previous: PreviousBuild, reading: Reading, options: Options) -> WorkList | None:
    """Return the work of what differs, or None without a previous build to start from."""
    old = previous.site(reading.site, options)
    if old is None:
        return None
    touched = previous.touched_assets(reading.rows)
    found = changes(old, reading.site, {reading.site.on_disk.get(p, p) for p in touched} | touched)
    pages = [page for page, _ in found.pages]
    names = [*(page.file for page in pages), *(asset.file for asset in found.copied)]
    reasons = [(page.file, reason) for page, reason in found.pages]
    reasons += [(asset.file, NEW) for asset in found.copied]
    return WorkList([several(pages)], found.copied, names, found.assets, found.gone, reasons)


def with_extra(
    work: WorkList, found: StageFiles, owns: Callable[[str], bool], output: Output
) -> WorkList:
    """Add the files of a stage, if they are not those that are published."""
    names = {ready.file for ready in found.files}
    old = {file for file in output.files if owns(file)}
    if work.gone is not None and old == names and not found.made:
        return work
    gone = None if work.gone is None else [*work.gone, *sorted(old - names)]
    files, all_names = [*work.files, *found.files], [*work.names, *sorted(names)]
    return replace(work, files=files, names=all_names, gone=gone)


def with_all_forms(work: WorkList) -> WorkList:
    """Add the names of compressed forms."""
    names = [form for name in work.names for form in with_forms(name)]
    gone = work.gone and [form for name in work.gone for form in with_forms(name)]
    return replace(work, names=names, gone=gone)
