"""Mistakes in a theme that Jinja2 does not notice: each would be a part of a page that is missing.

Templates and style sheets are looked at as files, so a mistake is found whichever pages a site has.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from jinja2 import Environment, TemplateError, nodes

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, likely, meant
from zhuanlan.render.lint_css import style_problems
from zhuanlan.render.theme import BUNDLED, Theme

_EVERYWHERE = frozenset({"", "search.html", "search-data.js", "feed.xml"})
"""Addresses that a theme may name although not every edition has them."""

OURS = frozenset(BUNDLED / name for name in ("default", "classic"))
"""Themes that come with zhuanlan; its tests look at them."""

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_DATA_BLOCK = re.compile(
    r"""\btype\s*=\s*["']?(?:application|text)/(?!javascript)""", re.IGNORECASE
)
_SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc\s*=)", re.IGNORECASE)
_STYLE = re.compile(r"<style\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""\s(style|on[a-z]+)\s*=|\s(?:href|src|action)\s*=\s*["']?\s*(javascript:)""", re.IGNORECASE
)
_ALLOWS_INLINE = re.compile(r"unsafe-inline|'(?:sha(?:256|384|512)|nonce)-")


def theme_problems(
    theme: Theme,
    environment: Environment,
    pages: Collection[str] | None,
    templates: Collection[str] = (),
    exempt: Collection[Path] = OURS,
) -> list[Problem]:
    """Return what is wrong with the templates and style sheets of a theme and those it extends.

    `environment` knows the filters and functions of templates. `pages` are the files of the output,
    to which `url('…')` may lead, or None where they are not known. `templates` are those that pages
    of plug-ins use. A template that cannot be parsed is left to what renders it. `exempt` are
    folders that are not looked at.
    """
    folders = [folder for folder in theme.folders if folder not in exempt]
    if not folders:
        return []
    problems: list[Problem] = []
    parsed = _Templates(theme, environment)
    for folder in folders:
        for template in parsed.of(folder):
            problems += template.problems(theme, pages, parsed)
        problems += _unused(folder, theme, parsed, templates)
        root = folder / "static"
        for file in sorted(root.rglob("*.css")) if root.is_dir() else ():
            name = file.relative_to(root).as_posix()
            problems += style_problems(file, name, theme, _shown(file, folder))
    return problems


class _Templates:
    """The templates of a theme and those it extends, parsed when they are asked for."""

    def __init__(self, theme: Theme, environment: Environment) -> None:
        self._theme, self._environment = theme, environment
        self._parsed: dict[Path, _Template | None] = {}

    def of(self, folder: Path) -> Iterator[_Template]:
        """Yield those of one folder that can be parsed."""
        root = folder / "templates"
        for file in sorted(root.rglob("*")) if root.is_dir() else ():
            hidden = file.name.startswith(".") or file.name.endswith("~")
            if file.is_file() and not hidden and (template := self._parse(file, folder)):
                yield template

    def named(self, name: str | None) -> _Template | None:
        """Return the one that a name means: of the nearest theme, or of the one that it names."""
        for folder in self._theme.folders if name else ():
            for path in (name, (name or "").removeprefix(f"{folder.name}/")):
                file = folder / "templates" / (path or "")
                if file.is_file():
                    return self._parse(file, folder)
        return None

    def _parse(self, file: Path, folder: Path) -> _Template | None:
        if file not in self._parsed:
            name = f"{folder.name}/{file.relative_to(folder / 'templates').as_posix()}"
            self._parsed[file] = None
            with suppress(TemplateError, UnicodeDecodeError):
                source = file.read_text("utf-8")
                template = _Template(name, _shown(file, folder), source, self._environment)
                self._parsed[file] = template
        return self._parsed[file]


class _Template:
    """A template of one folder: its source, its tree, and the blocks of those it extends."""

    def __init__(self, name: str, shown: str, source: str, environment: Environment) -> None:
        self.name, self.shown, self.source, self._environment = name, shown, source, environment
        self.tree = environment.parse(source, name, shown)

    @cached_property
    def extends(self) -> nodes.Extends | None:
        """The tag by which it extends another template."""
        return next(self.tree.find_all(nodes.Extends), None)

    @property
    def parent(self) -> str | None:
        """The name of the template that it extends, if that is written out."""
        return _literal(self.extends.template) if self.extends else None

    @cached_property
    def blocks(self) -> set[str]:
        """The names of its blocks."""
        return {block.name for block in self.tree.find_all(nodes.Block)}

    @property
    def refers(self) -> Iterator[str | None]:
        """The names of templates that it extends, includes or imports; None for a computed one."""
        kinds = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
        for node in self.tree.find_all(kinds):
            target: nodes.Expr = node.template  # type: ignore[attr-defined]
            parts = target.items if isinstance(target, nodes.Tuple | nodes.List) else [target]
            yield from map(_literal, parts)

    def problems(
        self, theme: Theme, pages: Collection[str] | None, templates: _Templates
    ) -> Iterator[Problem]:
        """Find what is wrong with it; `templates` are all of the theme."""
        yield from self._unknown_filters()
        yield from self._dead_addresses(theme, pages)
        if self.extends:
            yield from self._unknown_blocks(self._inherited(templates))
            yield from self._never_shown()
        if self.name.endswith((".html", ".htm")):
            yield from self._refused_by_policy()

    def _problem(
        self, line: int, column: int, message: str, hint: str = "", **values: str
    ) -> Problem:
        return Problem(self.shown, line, column, message, values, hint)

    def _unknown_filters(self) -> Iterator[Problem]:
        for kind, known, message in (
            (nodes.Filter, self._environment.filters, N_("there is no filter “{value}”")),
            (nodes.Test, self._environment.tests, N_("there is no test “{value}”")),
        ):
            for node in self.tree.find_all(kind):
                if node.name not in known:
                    guess = likely(node.name, known)
                    yield self._problem(
                        node.lineno, 1, message, meant(guess), value=node.name, guess=guess
                    )

    def _dead_addresses(self, theme: Theme, pages: Collection[str] | None) -> Iterator[Problem]:
        for node, function, target in self._addresses():
            if function == "static":
                if target not in theme.static:
                    guess = likely(target, theme.static)
                    message = N_("the theme has no static file “{value}”")
                    yield self._problem(
                        node.lineno, 1, message, meant(guess), value=target, guess=guess
                    )
            elif pages is not None and ":" not in target and not _leads_somewhere(target, pages):
                message = N_("“{value}” leads to no page of this site")
                yield self._problem(node.lineno, 1, message, value=target)

    def _addresses(self) -> Iterator[tuple[nodes.Node, str, str]]:
        functions = ("url", "absolute", "static")
        for call in self.tree.find_all(nodes.Call):
            name = call.node.name if isinstance(call.node, nodes.Name) else ""
            target = _literal(call.args[0]) if call.args else None
            if name in functions and target is not None:
                yield call, name, target
        for used in self.tree.find_all(nodes.Filter):
            if used.name in functions and used.node and (target := _literal(used.node)) is not None:
                yield used, used.name, target

    def _unknown_blocks(self, known: set[str] | None) -> Iterator[Problem]:
        if known is None:
            return
        blocks = [*self.tree.find_all(nodes.Block)]
        inner = {id(one) for block in blocks for one in block.find_all(nodes.Block)}
        for block in blocks:
            if block.name not in known and id(block) not in inner:
                guess = likely(block.name, known)
                hint = meant(guess) or N_("blocks of “{parent}”: {allowed}")
                values = {"parent": self.parent or "", "allowed": ", ".join(sorted(known))}
                yield self._problem(
                    block.lineno,
                    1,
                    N_("the block “{value}” is shown nowhere: no template above has it"),
                    hint,
                    value=block.name,
                    guess=guess,
                    **values,
                )

    def _inherited(self, templates: _Templates) -> set[str] | None:
        """Return the names of all blocks above, or None where they are not known."""
        found: set[str] = set()
        template, seen = self, set[str]()
        while template.extends:
            seen.add(template.name)
            parent = templates.named(template.parent)
            if parent is None or parent.name in seen:
                return None  # what renders it reports it
            found |= parent.blocks
            template = parent
        return found

    def _never_shown(self) -> Iterator[Problem]:
        """Find text outside blocks: Jinja2 drops it where a template extends another."""
        for node in self.tree.body:
            if isinstance(node, nodes.Output):
                for part in node.nodes:
                    if not isinstance(part, nodes.TemplateData) or part.data.strip():
                        message = N_("this is outside every block, so it is never shown")
                        yield self._problem(part.lineno, 1, message)
                        return

    def _refused_by_policy(self) -> Iterator[Problem]:
        """Find script and style within a page, which the site's own policy keeps from working."""
        if _ALLOWS_INLINE.search(self.source):
            return
        text = _JINJA.sub(lambda found: re.sub(r"[^\n]", "x", found[0]), self.source)
        message = N_("browsers refuse “{value}” here: the policy of the pages allows files only")
        hint = N_("put it into a file in static/")
        for tag in _TAG.finditer(text):
            if _SCRIPT.match(tag[0]) and not _DATA_BLOCK.search(tag[0]):
                yield self._at(tag.start(), message, hint, "<script>")
            elif _STYLE.match(tag[0]):
                yield self._at(tag.start(), message, hint, "<style>")
            for found in _ATTRIBUTE.finditer(tag[0]):
                value = (found[1] or found[2]).lower()
                yield self._at(tag.start() + found.start() + 1, message, hint, value)

    def _at(self, offset: int, message: str, hint: str, value: str) -> Problem:
        line = self.source.count("\n", 0, offset) + 1
        column = offset - self.source.rfind("\n", 0, offset)
        return self._problem(line, column, message, hint, value=value)


def _literal(node: nodes.Node) -> str | None:
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else None


def _leads_somewhere(target: str, pages: Collection[str]) -> bool:
    bare = target.partition("#")[0]
    file = f"{bare}index.html" if not bare or bare.endswith("/") else bare
    return bare in _EVERYWHERE or file in pages


def _shown(file: Path, folder: Path) -> str:
    """Return the path of a theme's file as an editor knows it."""
    return f"{folder.parent.name}/{folder.name}/{file.relative_to(folder).as_posix()}"


def _unused(
    folder: Path, theme: Theme, templates: _Templates, of_plugins: Collection[str]
) -> Iterator[Problem]:
    """Find templates that no page and no other template uses: their names are probably misspelt."""
    root = BUNDLED / "default" / "templates"
    pages = {file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()}
    pages |= {*of_plugins}
    above = theme.folders[theme.folders.index(folder) + 1 :]
    unknown = [
        template
        for template in templates.of(folder)
        for name in [template.name.partition("/")[2]]
        if name not in pages and not any((one / "templates" / name).is_file() for one in above)
    ]
    if not unknown:
        return
    referred = {name for one in theme.folders for each in templates.of(one) for name in each.refers}
    for template in unknown if None not in referred else ():  # a computed name may mean any
        name = template.name.partition("/")[2]
        if not {name, template.name} & referred:
            values = {"value": name, "guess": likely(name, pages)}
            message = N_("no page and no other template uses “{value}”")
            yield Problem(template.shown, 0, 0, message, values, meant(values["guess"]))
