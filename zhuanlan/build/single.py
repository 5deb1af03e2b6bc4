"""One source by itself, for commands that are about one post: others may have problems."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zhuanlan.build.cache.index import Item
from zhuanlan.build.declaring import declare, located_in, within
from zhuanlan.build.reader import Reader
from zhuanlan.core.options import Options
from zhuanlan.core.problems import ProblemError
from zhuanlan.load.content import Content, walk
from zhuanlan.load.files import read_bytes
from zhuanlan.load.site import Declarations


@dataclass(frozen=True, slots=True)
class Sources:
    """The declarations of a site, by which single sources are read."""

    declared: Declarations
    reader: Reader
    content: Content

    def file_of(self, path: str) -> Path:
        """Return where a path of the content lies on the disk."""
        return self.reader.content / self.reader.on_disk.get(path, path)

    def read(self, path: str) -> tuple[bytes, Item]:
        """Return the bytes of a source and what it holds; raises ProblemError."""
        with located_in(self.reader.content):
            data = read_bytes(self.file_of(path), path)
            item, _ = self.reader.load(path, data, [])
        return data, item


def sources_of(options: Options, paths: list[str]) -> Sources:
    """Read what some sources depend on; raises ProblemError with all that is wrong with it."""
    content = walk(options.content)
    declared = declare(options, content)
    folders = {_top(path) for path in paths}
    wrong = [one for one in declared.of_content if _top(one.path) in folders]
    if problems := [*declared.problems, *(within(options.content, one) for one in wrong)]:
        raise ProblemError(problems)
    reader = Reader(options.content, declared.declarations, content.real_names)
    return Sources(declared.declarations, reader, content)


def _top(path: str) -> str:
    return path.partition("/")[0]
