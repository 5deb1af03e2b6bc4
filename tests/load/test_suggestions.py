"""Suggestions do no harm: never a parent, another's zone, another story's picture, a wrong key."""

from __future__ import annotations

import pytest

from zhuanlan.core.problems import likely
from zhuanlan.load.regions import load_regions
from zhuanlan.load.yaml import Document
from zhuanlan.model.near import suggestion
from zhuanlan.model.region import ROOT
from zhuanlan.model.settings import RegionSpec

ZONES = (
    RegionSpec(name="成都高新区", slug="cd", kind="zone", parent="成都市"),
    RegionSpec(name="绵阳科技城新区", slug="my", kind="zone", parent="绵阳市"),
)
TREE = load_regions(ZONES, Document("config.yaml"))
SICHUAN, HEILONGJIANG = "510000", "230000"


@pytest.mark.parametrize(
    ("text", "scope", "guess"),
    [
        ("内江市市中", SICHUAN, "四川省/内江市/市中区"),
        ("四川省内江市市中区", ROOT, "四川省/内江市/市中区"),
        ("哈尔滨南岗", HEILONGJIANG, "黑龙江省/哈尔滨市/南岗区"),
        ("哈尔滨市南岗曲", HEILONGJIANG, "南岗区"),
        ("哈尔宾市", HEILONGJIANG, "哈尔滨市"),
        ("黑龙江生", ROOT, "黑龙江省"),
        ("杭洲市", ROOT, "杭州市"),
        ("内江市市区", SICHUAN, ""),
        ("通河县清河镇", HEILONGJIANG, ""),
        ("绵阳高新区", SICHUAN, ""),
        ("高新区", SICHUAN, ""),
        ("泸州高新区", ROOT, ""),
        ("成都高薪区", SICHUAN, "成都高新区"),
    ],
)
def test_a_region_is_suggested_only_where_it_is_meant(text: str, scope: str, guess: str) -> None:
    _, values = suggestion(text, TREE, scope)
    assert values.get("guess", "") == guess


def test_where_no_region_is_near_those_of_the_place_are_listed() -> None:
    hint, values = suggestion("哈尔滨市花园区", TREE, HEILONGJIANG)
    assert "{allowed}" in hint
    assert values["above"] == "哈尔滨市"
    assert "南岗区" in values["allowed"]


@pytest.mark.parametrize(
    ("value", "word"), [("p05", "p04"), ("第二小学", "第三小学"), ("南山中学", "北山中学")]
)
def test_what_numbers_or_directions_tell_apart_is_not_alike(value: str, word: str) -> None:
    assert likely(value, [word]) == ""
