"""Directives and body passes at work: what they return, and what to say where one fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Literal

from markupsafe import Markup, escape

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.core.registry import KEPT, Registry
from zhuanlan.core.table import Table
from zhuanlan.load.markdown.arguments import files_of
from zhuanlan.load.markdown.clean import Links
from zhuanlan.load.markdown.directives import Found
from zhuanlan.model.markup import BodyPass, Source


@lru_cache(KEPT)
def passes(registry: Registry, over: Literal["body", "markdown"]) -> tuple[BodyPass, ...]:
    """Return the passes over bodies, or over rendered Markdown, in their order.

    Raises ProblemError for one that is to come before another that does not exist.
    """
    ordered: list[BodyPass] = []
    for name, one in registry.body_passes.items():
        names = [other.name for other in ordered]
        if one.over != over:
            continue
        if one.before and one.before not in names:
            message = N_("the pass “{name}” comes before “{other}”, which does not exist")
            values = {"other": one.before}
            raise registry.body_passes.problem(name, message, **values)
        ordered.insert(names.index(one.before) if one.before else len(names), one)
    return tuple(ordered)


def passed(
    html: str, links: Links, registry: Registry, over: Literal["body", "markdown"] = "body"
) -> str:
    """Return HTML after all passes; raises ProblemError where one fails."""
    for one in passes(registry, over):
        html = _html(registry.body_passes, one.name, links.path, partial(one.apply, html, links))
    return html


def _html(table: Table, name: str, file: str, make: Callable[[], str]) -> str:
    """Return what a directive or pass makes of a file; raises ProblemError, at the plug-in's line.

    What it is given in Markdown may fail within it, and has a place then.
    """
    try:
        html = make()
        if not isinstance(html, str):
            raise TypeError(f"it returns {type(html).__name__}, no str")
    except (ProblemError, RecursionError, MemoryError):
        raise
    except Exception as error:
        message = N_("the {kind} “{thing}” of the plug-in “{name}” failed in {file}: {reason}")
        raise table.failed(name, error, message, file=file) from error
    return html


@dataclass(slots=True)
class _Use:
    """What a directive is given (`model.markup.Use`)."""

    source: Source
    line: int
    body: str
    addresses: Mapping[str, Markup]
    render: Callable[[str], str]
    problems: list[Problem]

    def html(self, markdown: str) -> Markup:
        return Markup(self.render(markdown))  # noqa: S704 - it was cleaned

    def problem(self, message: str, hint: str = "", *, below: int = 0, **values: str) -> None:
        place = (self.source.path, self.line + below, 1)
        self.problems.append(Problem(*place, message, values, hint))


def embedded(found: Found, links: Links, render: Callable[[str], str], registry: Registry) -> str:
    """Return the HTML of a directive; `render` turns Markdown into clean HTML.

    A file that it does not name has no address; one that it has to name is asked for even where
    its name is empty. Raises ProblemError where the directive fails.
    """
    addresses = {}
    for name, kind in files_of(found.directive.arguments).items():
        file = getattr(found.arguments, name)
        given = file or name in found.arguments.model_fields_set
        addresses[name] = links.address(file, kind) if given else Markup()
    directive = found.directive
    use = _Use(links, found.line, found.body, addresses, render, links.problems)
    make = partial(directive.render, found.arguments, use)
    file = f"{links.path}:{found.line}"
    return str(escape(_html(registry.directives, directive.name, file, make)))
