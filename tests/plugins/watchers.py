"""A plug-in for tests: a guard, which looks through each source beside ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhuanlan.core.problems import Problem
from zhuanlan.core.registry import Registry
from zhuanlan.load.guards import Spot
from zhuanlan.load.site import Declarations
from zhuanlan.load.yaml import Document
from zhuanlan.model.front_matter import FrontMatter
from zhuanlan.model.post import Reference


class Watcher:
    """Hides the name of a project, and lets nobody tell of it."""

    key = "watcher 1"

    def __init__(self, document: Document, site: Declarations, *, post: bool) -> None:
        self._path, self._post = document.path, post
        self._refused: list[Problem] = []

    def matter(self, document: Document) -> None:
        document.data["title"] = document.data["title"].replace("晨星", "某项目")

    def html(self, html: str, spot: Spot) -> str:
        if "夜莺" in html:
            self._refused.append(Problem(self._path, *spot("夜莺"), "a second project is named"))
        return html.replace("晨星", "某项目")

    def found(self) -> list[Problem]:
        refused, self._refused = self._refused, []
        return refused

    def references(self, matter: FrontMatter, named: Sequence[Reference]) -> Iterator[Problem]:
        for one in named:
            if "chen-xing" in one.target:
                yield Problem(self._path, one.line, one.column, "a file of the project is named")

    def addresses(self, addresses: Sequence[str]) -> Iterator[Problem]:
        if any("chen-xing" in address for address in addresses):
            yield Problem(self._path, 0, 0, "the address names the project")


def register(registry: Registry) -> None:
    registry.guards.add("watcher", "tests.plugins.watchers:Watcher")
