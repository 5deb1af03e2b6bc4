"""One source by itself, for commands that are about one post: others may have problems."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zhuanlan.cache.index import Item
from zhuanlan.load.content import walk
from zhuanlan.load.files import read_bytes
from zhuanlan.load.ledgers import load_ledgers
from zhuanlan.load.site import Declarations, load_config
from zhuanlan.options import Options
from zhuanlan.pipeline.reader import Reader
from zhuanlan.pipeline.reading import campaigns_of, located_in
from zhuanlan.problems import ProblemError
from zhuanlan.version import version


@dataclass(frozen=True, slots=True)
class Sources:
    """The declarations of a site, by which single sources are read."""

    declared: Declarations
    reader: Reader

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
    config, regions = load_config(options.config, str(options.config))
    ledgers = load_ledgers(options.ledgers, options.now)
    with located_in(options.content):
        content = walk(options.content)
        folders = [folder for folder in content.campaigns if folder in {_top(p) for p in paths}]
        campaigns, problems = campaigns_of(options.content, folders, config, regions)
        if problems:
            raise ProblemError(problems)
    declared = Declarations(config, regions, campaigns, version(), ledgers)
    return Sources(declared, Reader(options.content, declared, content.real_names))


def _top(path: str) -> str:
    return path.partition("/")[0]
