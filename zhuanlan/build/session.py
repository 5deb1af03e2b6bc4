"""A site that stays in memory between builds: for the preview, where one text is saved at a time.

What other pages show of a post changes seldom, its text all the time. So a file that says the same
of itself in all but its text costs one article; anything else is an incremental build. What such
edits leave behind is written down before the next build, and at the end; a session that is killed
before that has told the index that nothing is known of the output, so the next build makes it anew.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import closing

from msgspec.structs import replace

from zhuanlan.build import Built, Report, build_with
from zhuanlan.build.cache.index import Row
from zhuanlan.build.making import body_of
from zhuanlan.build.reader import Faulty, Fresh, Reader
from zhuanlan.build.reading import Progress, quietly
from zhuanlan.build.stores import Stores
from zhuanlan.core.executors import Processes
from zhuanlan.core.loading import blaming
from zhuanlan.core.options import Options
from zhuanlan.features.pictures.picturing import with_its_own
from zhuanlan.model.page import Page
from zhuanlan.model.post import Post, StandalonePage, as_of
from zhuanlan.model.site import Site
from zhuanlan.plan.articles import articles, standalone
from zhuanlan.plan.changes import TEXT
from zhuanlan.render.renderer import Renderer
from zhuanlan.write.output import Written

Item = Post | StandalonePage


class Session:
    """Builds one site again and again; close it at the end."""

    def __init__(self, options: Options, progress: Progress = quietly) -> None:
        self.options, self._progress = options, progress
        self._stores: Stores | None = None
        self._built: Built | None = None
        self._edited: dict[str, Row] = {}
        """Rows of the texts that changed since the last whole build."""

    @property
    def site(self) -> Site | None:
        """The site as it was built last; what only texts say may have changed since."""
        return self._built.reading.site if self._built else None

    def build(self) -> Report:
        """Look at all files and build what changed; raises ProblemError."""
        self.close()
        stores = Stores(self.options)
        try:
            executor = Processes(self.options.jobs)
            built = build_with(stores, executor, self.options, self._progress, "")
        except BaseException:
            stores.close()
            raise
        self._stores, self._built = stores, built
        self._renderer = Renderer(built.recipe)
        declared, on_disk = built.reading.declared, built.reading.site.on_disk
        self._reader = Reader(self.options.content, declared, on_disk, bodies=stores.bodies)
        return built.report

    @blaming()
    def update(self, paths: Collection[str]) -> Report:
        """Build after a change of content files, named from the content folder on.

        Raises ProblemError; the output is as it was then.
        """
        texts = self._texts(paths)
        if self._stores is None or self._built is None or texts is None:
            return self.build()
        written = Written()
        bodies = self._stores.bodies
        bodies.put((fresh.key, fresh.text) for fresh in texts if fresh.text)
        bodies.save()
        made = []
        for fresh in texts:
            page = self._page(fresh.item)
            body = body_of(self._reader, bodies, fresh.path, fresh.key)
            made.append((page.file, self._renderer.render(page, body), fresh))
        if not self._edited and made:
            self._stores.index.begin()
        for file, data, fresh in made:
            self._stores.output.replace(file, data)
            written.written.append(file)
            self._edited[fresh.path] = self._row(fresh)
        reasons = [(file, TEXT) for file in written.written]
        return Report(self._built.report.posts, len(texts), written, reasons=reasons)

    def _texts(self, paths: Collection[str]) -> list[Fresh] | None:
        """Return the sources that differ in nothing but their text, or None if others do, too."""
        if self._built is None:
            return None
        reading = self._built.reading
        texts = []
        for path in paths:
            if path not in reading.site.by_path:  # new, gone, not published now, or no text
                return None
            row = self._edited.get(path) or reading.rows[path]
            was = row.item
            assert was is not None  # noqa: S101 - it is published
            (found,) = self._reader([path])
            if isinstance(found, Faulty) or found.item is None:
                return None  # the whole build tells what is wrong
            if replace(found.item, body=was.body, text_digest=was.text_digest) != was:
                return None
            if found.digest != row.digest:
                texts.append(found)
        return texts

    def _page(self, item: Item | None) -> Page:
        assert self._built is not None  # noqa: S101
        site = self._built.reading.site
        item = item and with_its_own(as_of(item, site.now), site.pictures)
        if isinstance(item, Post):
            groups = site.of_campaign[item.campaign]
            return articles(site, groups, [item]).page(0)
        assert item is not None  # noqa: S101
        return standalone(site, item).page(0)

    def _row(self, fresh: Fresh) -> Row:
        assert self._built is not None  # noqa: S101
        governing = self._built.reading.declared.governing(fresh.path)
        return Row(0, 0, fresh.digest, governing, fresh.item)

    def close(self) -> None:
        """Write down what was built, and let go of it."""
        stores, built = self._stores, self._built
        self._stores = self._built = None
        if stores is None or built is None:
            return
        with closing(stores):
            if not self._edited:
                return
            manifest = stores.output.note()
            # what is searched is made by builds: with a search, the next one makes everything anew
            if not built.recipe.config.search:
                stores.index.finish(
                    built.recipe_digest, manifest, self.options.now, self._edited, ()
                )
            self._edited = {}
