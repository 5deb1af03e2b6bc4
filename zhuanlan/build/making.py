"""Pages and files → bytes, laid aside for the output; in any process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path

from zhuanlan.build.cache.bodies import Bodies
from zhuanlan.build.reader import Reader
from zhuanlan.build.stages import Ready
from zhuanlan.core.executors import CHUNK, RemoteTask, batches
from zhuanlan.core.problems import Problem, ProblemError, changed_meanwhile
from zhuanlan.features.pictures import picturing
from zhuanlan.load.files import read_bytes
from zhuanlan.model.page import Asset, Page, PageGroup
from zhuanlan.model.post import Body
from zhuanlan.model.view import View
from zhuanlan.render.renderer import Recipe, Renderer
from zhuanlan.render.theme import StaticFile
from zhuanlan.write.output import Output, Staged

File = Page | Asset | StaticFile | Ready
Run = tuple[PageGroup, range] | Sequence[File]
"""Some pages of a group, or some files that are at hand."""


Sent = tuple[Page, Body | None]
"""A page with all that it shows."""

Rendered = tuple[str, bytes]
"""The path of a file, and its bytes."""

Made = list[Staged] | Problem
"""A file laid aside, with its compressed forms where the site wants them, or what is wrong."""


class Make:
    """Turns batches of the plan into bytes and lays them aside."""

    def __init__(
        self,
        recipe: Recipe,
        output: Output,
        reader: Reader,
        bodies: Bodies,
        develop: picturing.Develop,
        *,
        shared: bool = True,
    ) -> None:
        self.recipe, self.output, self.reader, self.bodies = recipe, output, reader, bodies
        self.develop = develop
        self.shared = shared  # whether those who render see the output folder

    @cached_property
    def _renderer(self) -> Renderer:
        return Renderer(self.recipe)  # each process has its own

    def __call__(self, batch: Sequence[Run]) -> list[Made]:
        """Return the files laid aside, or the problems that templates have with them."""
        return [self._one(file) for run in batch for file in _files(run)]

    def remote(self) -> RemoteTask:
        """Return the rendering of pages for machines that get all that these show.

        What is only copied, and bodies that have to be looked up, are this machine's work.
        """
        output = self.output if self.shared else None
        return RemoteTask(self._sent, RenderThere(self.recipe.portable(), output), self._received)

    def _sent(self, batch: Sequence[Run]) -> list[Sent | Made]:
        return [
            self._sent_page(file) if isinstance(file, Page) else self._one(file)
            for run in batch
            for file in _files(run)
        ]

    def _sent_page(self, page: Page) -> Sent | Problem:
        try:
            made = replace(page, view=partial(_given, page.view()))
            return made, self._body(page)
        except ProblemError as error:
            return error.problems[0]

    def _received(self, made: Iterable[Made | Rendered]) -> list[Made]:
        return [
            _laid(self.output, self.recipe, *one) if isinstance(one, tuple) else one for one in made
        ]

    def _one(self, file: File) -> Made:
        try:
            return _laid(self.output, self.recipe, file.file, self._bytes(file))
        except ProblemError as error:
            return error.problems[0]

    def _bytes(self, file: File) -> bytes:
        if isinstance(file, StaticFile):
            return file.data
        if isinstance(file, Ready):
            return read_bytes(file.source, file.source.as_posix())
        if isinstance(file, Asset) and file.made:
            return self.develop.bytes_of(file)
        if isinstance(file, Asset):
            source: Path = self.reader.content / file.source
            return read_bytes(source, source.as_posix())
        return self._renderer.render(file, self._body(file))

    def _body(self, page: Page) -> Body | None:
        """Return the text of a page: from the cache, or where that lost it from its source."""
        return (
            None if page.body is None else body_of(self.reader, self.bodies, page.source, page.body)
        )


def body_of(reader: Reader, bodies: Bodies, path: str, key: bytes) -> Body:
    """Return the text of a source: from the cache, or where that lost it from the file."""
    if body := bodies.get(key):
        return body
    source = reader.on_disk.get(path, path)
    item, body = reader.load(path, read_bytes(reader.content / source, source), [])
    if item.body != key:
        raise changed_meanwhile(path)
    return body


class RenderThere:
    """Renders pages that were sent; lays them aside where the output is in reach."""

    def __init__(self, recipe: Recipe, output: Output | None) -> None:
        self.renderer, self.output = Renderer(recipe), output

    def __call__(self, batch: Sequence[Sent | Made]) -> list[Made | Rendered]:
        """Return what was sent, rendered; what was made already is passed through."""
        return [self._one(*one) if isinstance(one, tuple) else one for one in batch]

    def _one(self, page: Page, body: Body | None) -> Made | Rendered:
        try:
            data = self.renderer.render(page, body)
        except ProblemError as error:
            return error.problems[0]
        if self.output:
            return _laid(self.output, self.renderer.recipe, page.file, data)
        return page.file, data

    def __reduce__(self) -> tuple[type[RenderThere], tuple[Recipe, Output | None]]:
        return RenderThere, (self.renderer.recipe, self.output)


def _laid(output: Output, recipe: Recipe, path: str, data: bytes) -> list[Staged]:
    if recipe.config.precompress:
        return output.put_with_forms(path, data)
    return [output.put(path, data)]


def _given(view: View) -> View:
    return view


def _files(run: Run) -> Iterable[File]:
    if isinstance(run, tuple) and len(run) == 2 and isinstance(run[0], PageGroup):
        return map(run[0].page, run[1])
    return run


def tasks(groups: Iterable[PageGroup], files: Sequence[File]) -> list[Sequence[Run]]:
    """Divide pages and files into batches of about equal numbers."""
    return [*_in_batches(groups), *([batch] for batch in batches(files))]


def _in_batches(groups: Iterable[PageGroup]) -> Iterator[Sequence[Run]]:
    batch: list[Run] = []
    room = CHUNK
    for group in groups:
        start = 0
        while start < group.count:
            end = min(group.count, start + room)
            batch.append((group, range(start, end)))
            room -= end - start
            start = end
            if not room:
                yield batch
                batch, room = [], CHUNK
    if batch:
        yield batch
