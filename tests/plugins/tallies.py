"""A plug-in for tests: a stage that counts posts, and a condition of publications."""

from __future__ import annotations

from collections.abc import Iterator

from zhuanlan.build.stages import Ready, StageFiles, Workshop
from zhuanlan.core.options import Options
from zhuanlan.core.problems import Problem
from zhuanlan.core.registry import Registry
from zhuanlan.model.site import Site


class Tally:
    """Writes the length of each post's text."""

    def wanted(self, site: Site) -> bool:
        return site.edition == "web"

    def files(self, site: Site, workshop: Workshop) -> StageFiles:
        workshop.folder.mkdir(parents=True, exist_ok=True)
        files = []
        made = False
        for post in site.posts:
            name = post.path.rpartition("/")[2].replace(".md", ".txt")
            file = workshop.folder / name
            text = str(len(workshop.text(post.path, post.body).text))
            made |= not file.exists() or file.read_text() != text
            file.write_text(text)
            files.append(Ready(f"tally/{name}", file))
        return StageFiles(files, made)

    def owns(self, file: str) -> bool:
        return file.startswith("tally/")


TALLY = Tally()


def enough(site: Site, options: Options) -> Iterator[Problem]:
    if len(site.posts) < 3:
        yield Problem("content", 0, 0, "the site has less than three posts")


def register(registry: Registry) -> None:
    registry.stages.add("tally", "tests.plugins.tallies:TALLY")
    registry.gates.add("enough", "tests.plugins.tallies:enough")
