"""Regions: the tree of administrative divisions, with what a site adds to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

ROOT = "000000"
"""Code of the whole country, the root of the tree."""

_PEOPLES = (
    "蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 "
    "哈萨克族 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 "
    "达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 "
    "乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 "
    "门巴族 珞巴族 基诺族 各族 蒙古 哈萨克 柯尔克孜 维吾尔"
).split()
_AUTONOMOUS = re.compile(rf"(?:{'|'.join(_PEOPLES)})*自治[区州县旗]$")
_KIND = re.compile(r"(?:特别行政区|自治[区州县旗]|地区|林区|矿区|新区|[省市区县盟旗镇])$")


def short_name(name: str) -> str:
    """Return the name without its kind: 哈尔滨市 → 哈尔滨, 峨边彝族自治县 → 峨边.

    A name that would shrink to a single character is kept (城区, 郊区, 东区).
    """
    for suffix in (_AUTONOMOUS, _KIND):
        short = suffix.sub("", name)
        if short != name and len(short) > 1:
            return short
    return name


DIVISIONS = frozenset({"country", "province", "prefecture", "county"})
"""Levels of administrative divisions; the others are declared by a site."""


@dataclass(frozen=True, slots=True)
class Region:
    """A place or body that stories come from.

    `code` is the GB/T 2260 code, or for what is no division the parent's code and a slug.
    `level` is one of country, province, prefecture, county; or, declared by the site, system, zone,
    organ, town. `reports_to` is where its stories are counted, as a rule its `parent`.
    """

    code: str
    name: str
    level: str
    parent: str | None
    reports_to: str | None
    aliases: tuple[str, ...] = ()
    short: str = ""
    """The name as it stands in a row of regions."""

    def __post_init__(self) -> None:
        if not self.short:  # only divisions have names that can be cut
            cut = short_name(self.name) if self.level in DIVISIONS else self.name
            object.__setattr__(self, "short", cut)


@dataclass(frozen=True, slots=True)
class Match:
    """What a written name may mean; exactly one region means that it is resolved."""

    found: tuple[Region, ...]
    former_code: str = ""

    @property
    def region(self) -> Region | None:
        """The region, if there is no doubt."""
        return self.found[0] if len(self.found) == 1 else None


Former = Callable[[str], Mapping[str, bool]]
"""From a retired name to the codes it once had, and whether today's bearer took the code over."""


_MOST_MATCHES = 10_000
"""Names whose meaning is remembered: stories of one place come by the hundred."""


class Regions:
    """The tree, with the ways in which a region may be named."""

    def __init__(
        self,
        regions: Iterable[Region],
        former: Former = lambda name: {},
        simplify: Callable[[str], str] = str,
    ) -> None:
        self._by_code: dict[str, Region] = {}
        self._by_name: dict[str, tuple[Region, ...]] = {}
        self._former = former
        self._matches: dict[tuple[str, str], Match] = {}
        self._lineages: dict[tuple[str, str], tuple[Region, ...]] = {}
        self.simplify = simplify
        for region in regions:
            self.add(region)

    def add(self, region: Region) -> None:
        """Take a region in, in place of one with the same code; for whoever builds the tree."""
        self._matches.clear()
        self._lineages.clear()
        old = self._by_code.get(region.code)
        if old:
            for name in _names(old):
                self._by_name[name] = tuple(one for one in self._by_name[name] if one is not old)
        self._by_code[region.code] = region
        for name in _names(region):
            self._by_name[name] = (*self._by_name.get(name, ()), region)

    def copy(self) -> Regions:
        """Return a tree with the same regions, to which others can be added."""
        tree = Regions((), self._former, self.simplify)
        tree._by_code, tree._by_name = self._by_code.copy(), self._by_name.copy()
        return tree

    def __getitem__(self, code: str) -> Region:
        return self._by_code[code]

    def __iter__(self) -> Iterator[Region]:
        return iter(self._by_code.values())

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def lineage(self, code: str, scope: str = ROOT) -> tuple[Region, ...]:
        """Return the region and all that it reports to, from `scope` down to it.

        Where it reports past the scope, its administrative superiors stand in.
        """
        known = self._lineages.get((code, scope))
        if known is None:
            reporting = self._chain(code, scope, lambda region: region.reports_to)
            known = reporting or self._chain(code, scope, lambda region: region.parent)
            self._lineages[code, scope] = known
        return known

    def _chain(
        self, code: str, scope: str, above: Callable[[Region], str | None]
    ) -> tuple[Region, ...]:
        chain = [self._by_code[code]]
        while chain[-1].code != scope:
            up = above(chain[-1])
            if up is None:
                return ()
            chain.append(self._by_code[up])
        return tuple(reversed(chain))

    def within(self, code: str, scope: str) -> bool:
        """Tell whether a region lies in another, by administration or by reporting."""
        region = self._by_code[code]
        return scope in (ROOT, code) or any(
            up is not None and self.within(up, scope) for up in {region.parent, region.reports_to}
        )

    def path(self, code: str) -> str:
        """Return the unambiguous name, such as 四川省/乐山市/市中区."""
        names = []
        region = self._by_code[code]
        while region.parent is not None:
            names.append(region.name)
            region = self._by_code[region.parent]
        return "/".join(reversed(names)) or region.name

    def match(self, text: str, scope: str = ROOT) -> Match:
        """Find what `text` means within `scope`: a code, a path, a name, a short form or an alias.

        A full name beats a short form. Names of the past are tried last. Never guesses by likeness.
        """
        known = self._matches.get((text, scope))
        if known is None:
            if len(self._matches) >= _MOST_MATCHES:
                self._matches.clear()
            known = self._matches[text, scope] = self._match(text, scope)
        return known

    def _match(self, text: str, scope: str) -> Match:
        text = "/".join(part.strip() for part in re.split("[/／]", text.strip()))
        if re.fullmatch(r"\d{6}0{6}", text):  # as statisticians write codes
            text = text[:6]
        for convert in (str, self.simplify):  # the second only if it is needed
            spelling = convert(text)
            if spelling in self._by_code and self.within(spelling, scope):
                return Match((self._by_code[spelling],))
            found = self.named(spelling, scope)
            if found:
                return Match(found)
        return self._match_former(self.simplify(text), scope)

    def named(self, text: str, scope: str = ROOT) -> tuple[Region, ...]:
        """Return the regions that bear a name or path today; a full name beats a short form."""
        *above, last = [part for part in text.split("/") if part] or [""]
        here = [
            region
            for region in self._by_name.get(last, ())
            if self.within(region.code, scope) and self._follows(region, above)
        ]
        exact = [region for region in here if region.name == last or last in region.aliases]
        return tuple(exact or here)

    def _follows(self, region: Region, above: list[str]) -> bool:
        """Tell whether the written ancestors are ancestors of the region, in that order."""
        remaining = list(above)
        current = region
        while remaining and current.parent is not None:
            current = self._by_code[current.parent]
            if remaining[-1] in (current.name, current.short):
                remaining.pop()
        return not remaining

    def _match_former(self, text: str, scope: str) -> Match:
        *above, name = [part for part in text.split("/") if part] or [""]
        successors: dict[str, tuple[Region, str]] = {}
        for code, taken_over in self._former(name).items():  # the latest code last
            region = self._successor(name, code) or (
                self._by_code.get(code) if taken_over else None
            )
            if region and self.within(region.code, scope) and self._follows(region, above):
                successors[region.code] = (region, code)
        found = tuple(region for region, _ in successors.values())
        former = next((code for _, code in successors.values()), "") if len(found) == 1 else ""
        return Match(found, former)

    def _successor(self, name: str, code: str) -> Region | None:
        """Return today's division of the same stem: in the prefecture, or else in the province."""
        same = [r for r in self._by_name.get(short_name(name), ()) if r.level in DIVISIONS]
        for digits in (4, 2):
            near = [region for region in same if region.code[:digits] == code[:digits]]
            if near:
                return near[0] if len(near) == 1 else None
        return None

    def written_without_slashes(self, text: str, scope: str) -> list[Region]:
        """Return what 黑龙江省哈尔滨市南岗区 or 内江市市中 may mean: names one below the other.

        The last part is the region's own name or short form, those before it are of what it lies
        in; none needs to be left out.
        """
        ends = {text[start:] for start in range(1, len(text))}
        return [
            region
            for end in ends & self._by_name.keys()
            for region in self._by_name[end]
            if self.within(region.code, scope)
            and self._follows_closely(region, text.removesuffix(end))
        ]

    def _follows_closely(self, region: Region, before: str) -> bool:
        """Tell whether a text is made of names of what a region lies in, from the top down."""
        while before and region.parent is not None:
            region = self._by_code[region.parent]
            names = sorted(_names(region), key=len, reverse=True)
            end = next((name for name in names if before.endswith(name)), "")
            before = before.removesuffix(end)
        return not before

    def begins_with(self, text: str, scope: str) -> tuple[Region, str] | None:
        """Return the region whose name a text begins with, and the rest: 哈尔滨市 and 南岗曲.

        One more character is no name of its own.
        """
        for end in range(len(text) - 2, 1, -1):
            named = self.named(text[:end], scope)
            if named:
                return (named[0], text[end:].lstrip("/")) if len(named) == 1 else None
        return None

    def below(self, code: str) -> list[Region]:
        """Return the regions that lie directly in one, in the order of their codes."""
        found = [region for region in self if region.parent == code]
        return sorted(found, key=lambda region: region.code)

    def inside(self, code: str) -> list[Region]:
        """Return the regions that lie in one, at any depth."""
        return [region for region in self if region.code != code and self.within(region.code, code)]

    def names_within(self, scope: str) -> list[str]:
        """Return every name that could have been meant, for suggestions."""
        return [
            name
            for name, regions in self._by_name.items()
            if any(self.within(region.code, scope) for region in regions)
        ]


def _names(region: Region) -> set[str]:
    return {region.name, region.short, *region.aliases}
