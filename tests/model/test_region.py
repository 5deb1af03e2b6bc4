"""Regions: matched by code, path, name or alias, and never by likeness."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuanlan.load.regions import divisions, former_codes, load_regions, simplify
from zhuanlan.load.yaml import Document
from zhuanlan.model.region import ROOT, Region, Regions, short_name
from zhuanlan.model.settings import RegionSpec

SICHUAN, HEILONGJIANG = "510000", "230000"


@cache
def tree() -> Regions:
    return Regions(divisions(), former_codes, simplify)


@pytest.mark.parametrize(
    ("text", "scope", "code"),
    [
        ("230100", ROOT, "230100"),
        ("哈尔滨市", ROOT, "230100"),
        ("哈尔滨", HEILONGJIANG, "230100"),
        ("哈爾濱市", ROOT, "230100"),
        ("四川省/乐山市/市中区", ROOT, "511102"),
        ("乐山/市中区", ROOT, "511102"),
        ("大兴安岭", HEILONGJIANG, "232700"),
        ("峨边", SICHUAN, "511132"),
        ("抚远县", HEILONGJIANG, "230883"),
        ("内蒙古", ROOT, "150000"),
        ("台湾省", ROOT, "710000"),
        ("全国", ROOT, ROOT),
    ],
)
def test_a_name_is_found(text: str, scope: str, code: str) -> None:
    region = tree().match(text, scope).region
    assert region is not None
    assert region.code == code


def test_a_retired_name_keeps_its_old_code() -> None:
    assert tree().match("抚远县", HEILONGJIANG).former_code == "230833"


def test_what_is_ambiguous_lists_all() -> None:
    match = tree().match("市中区")
    assert match.region is None
    assert [tree().path(region.code) for region in match.found] == [
        "山东省/济南市/市中区",
        "山东省/枣庄市/市中区",
        "四川省/内江市/市中区",
        "四川省/乐山市/市中区",
    ]


@pytest.mark.parametrize("text", ["哈尔宾市", "", "/", "大兴", "市"])
def test_likeness_finds_nothing(text: str) -> None:
    assert tree().match(text, HEILONGJIANG).found == ()


def test_short_names() -> None:
    assert short_name("黔东南苗族侗族自治州") == "黔东南"
    assert short_name("内蒙古自治区") == "内蒙古"
    assert short_name("城区") == "城区"


def test_what_reports_elsewhere_is_counted_there() -> None:
    specs = (
        RegionSpec(division="绥芬河市", reports_to="黑龙江省"),
        RegionSpec(
            name="哈尔滨铁路局", slug="rail", kind="system", parent="哈尔滨", reports_to="黑龙江省"
        ),
    )
    regions = load_regions(specs, Document("config.yaml"))
    border = regions.match("绥芬河").region
    rail = regions.match("哈尔滨铁路局").region
    assert border
    assert rail
    assert [region.name for region in regions.lineage(border.code)] == [
        *("全国", "黑龙江省", "绥芬河市"),
    ]
    assert regions.path(border.code) == "黑龙江省/牡丹江市/绥芬河市"
    assert regions.within(rail.code, "230100")
    assert regions.lineage(rail.code)[-2].name == "黑龙江省"


@given(st.sampled_from(divisions()))
def test_every_division_is_found_by_code_and_by_path(region: Region) -> None:
    assert tree().match(region.code).region == region
    assert tree().match(tree().path(region.code)).region == region
    assert tree().lineage(region.code)[0].code == ROOT


def test_a_copy_takes_a_region_in_alone() -> None:
    """`load_regions` makes today's tree once and copies it for each site."""
    original = tree()
    copied = original.copy()
    own = Region("nongken", "省农垦总局", "system", "230000", "230000")
    moved = replace(original["230100"], name="冰城")
    copied.add(own)
    copied.add(moved)
    assert copied.match("省农垦总局").region == own
    assert copied.match("冰城").region == moved
    assert "nongken" not in original
    assert original.match("哈尔滨市").region == original["230100"]
    assert not original.match("冰城").found
