"""A plug-in for tests: a directive and body passes, as somebody outside would write them."""

from __future__ import annotations

from markupsafe import Markup

from zhuanlan.core.registry import Registry
from zhuanlan.model.fields import Declared, Text
from zhuanlan.model.markup import BodyPass, Directive, Picture, Source, Use


class Station(Declared):
    """`::station 驿站名 seats=12 map=plan.png`"""

    name: Text
    seats: int = 0
    map: Picture = ""


def station(given: Station, use: Use) -> Markup:
    """Show a station with its seats, and a map of how to get there."""
    html = Markup('<p class="station">{}（{}）</p>').format(given.name, given.seats)
    picture = Markup('<img src="{map}" alt="">') if given.map else Markup()
    return html + picture.format_map(use.addresses)


def aside(given: Declared, use: Use) -> str:
    """Return a text: it is escaped."""
    return use.body


def terms(html: str, source: Source) -> str:
    """Mark a term."""
    return html.replace("驿站", "<dfn>驿站</dfn>")


def duty(html: str, source: Source) -> str:
    """Add the telephone of whoever is on duty, which nobody may see."""
    return html.replace("值班室", "值班室电话13812345678")


def captions(html: str, source: Source) -> str:
    """Give pictures a caption before they become figures."""
    return html.replace('alt="图"', 'alt="图" title="图注"')


def faulty(html: str, source: Source) -> str:
    """Fail on some texts, and refuse others."""
    if "难" in html:
        raise LookupError("no such word")
    if "差" in html:
        source.problem("差", "“{value}” is refused", "write another")
    return html


STATION = Directive("station", Station, station, words=("name",), chinese=("服务站",))
ASIDE = Directive("aside", Declared, aside, body=True)
TERMS = BodyPass("terms", terms)
DUTY = BodyPass("duty", duty, before="terms")
CAPTIONS = BodyPass("captions", captions, over="markdown", before="figures")
FAULTY = BodyPass("faulty", faulty)


def register(registry: Registry) -> None:
    registry.directives.add("station", "tests.plugins.stations:STATION")
    registry.directives.add("aside", "tests.plugins.stations:ASIDE")
    for one in (TERMS, DUTY, CAPTIONS, FAULTY):
        registry.body_passes.add(one.name, f"tests.plugins.stations:{one.name.upper()}")
