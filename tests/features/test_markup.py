"""Directives and body passes: one object each, ours and those of plug-ins."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, SiteFolder
from tests.photos import photo
from zhuanlan.core.plugins import of_module
from zhuanlan.core.problems import ProblemError
from zhuanlan.core.registry import Registry, registry_of
from zhuanlan.features import directives
from zhuanlan.features import passes as body_passes
from zhuanlan.load.markdown import render
from zhuanlan.load.markdown.engines import ENGINES
from zhuanlan.load.markdown.passes import passes
from zhuanlan.model.markup import BodyPass, Directive, Use

PLUGINS = ("tests.plugins.stations",)


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def html(text: str, engine: str = "comrak", registry: Registry | None = None) -> str:
    registry = registry or registry_of(PLUGINS)
    return render(text, "spring/news/x.md", 1, engine, registry=registry).html


def problems(text: str, registry: Registry | None = None) -> list[str]:
    with pytest.raises(ProblemError) as caught:
        html(text, registry=registry)
    return [problem.text(str) for problem in caught.value.problems]


def test_ours_are_named_as_they_are_registered() -> None:
    registry = registry_of()
    assert all(one.name == name for name, one in registry.directives.items())
    assert all(one.name == name for name, one in registry.body_passes.items())


def test_one_from_outside_is_rendered_from_checked_arguments(engine: str) -> None:
    shown = html('::station "东门 驿站" seats=12\n', engine)
    assert '<p class="station">东门 <dfn>驿站</dfn>（12）</p>' in shown
    assert html("::station 东门 广场\n", engine).startswith('<p class="station">东门 广场（0）</p>')


def test_what_contributors_write_is_escaped(engine: str) -> None:
    hostile = "<script>alert(1)</script>"
    shown = html(f'::station "{hostile}"\n\n:::aside\n{hostile} & <b>\n:::\n', engine)
    assert "<script" not in shown
    assert shown.count("&lt;script&gt;") == 2
    assert "&amp; &lt;b&gt;" in shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("::station 东门 seats=多", "“seats” must be a whole number, not “多”"),
        ("::station", "“name” is missing"),
        ("::station 东门 place=x", "“station” has no option “place”; allowed: map, seats"),
        ("::station 东门 map=../../../x.png", "“../../../x.png” leads out of the content folder"),
        ("::station 东门 map=https://a.cn/x.png", "“https://a.cn/x.png” is no path of a file"),
        ("::statoin 东门", "unknown directive “::statoin”; did you mean “::station”?"),
        ("::服务站 东门", "unknown directive “::服务站”; did you mean “::station”?"),
        (":::station 东门\n文\n:::", "unknown directive “:::station”; did you mean “::station”?"),
        (":station 东门", "one colon makes no directive; write two: ::video"),
        ("：：服务站 东门", "full-width colons make no directive"),
        (":::aside\n\n:::", "“:::aside” is empty"),
        (":::aside 东门\n文\n:::", "“东门” cannot be read here"),
    ],
)
def test_mistakes_in_one_are_told_as_in_ours(text: str, expected: str) -> None:
    [told] = problems(f"首段。\n\n{text}\n")
    assert expected in told
    assert told.startswith("spring/news/x.md:3:")


def test_its_files_are_published_and_missing_ones_reported(site: SiteFolder) -> None:
    site.post("news/x.md", "::station 东门 map=plan.jpg\n")
    [told] = site.problems(plugins=PLUGINS)
    assert told.startswith("content/spring/news/x.md:6:18: ")
    assert "plan.jpg" in told
    site.write("content/spring/news/plan.jpg", photo())
    site.build(plugins=PLUGINS)
    assert "spring/news/plan.jpg" in site.files()
    assert 'src="/spring/news/plan.jpg"' in site.page("spring/news/x.html")


def test_the_directives_of_a_plug_in_that_is_gone_are_named(site: SiteFolder) -> None:
    site.post("news/x.md", "首段。\n\n::station 东门\n")
    site.build(plugins=PLUGINS)
    told = site.problems()
    assert [one.partition(";")[0] for one in told] == [
        "content/spring/news/x.md:8:1: unknown directive “::station”"
    ]


def test_passes_run_in_their_order_and_before_personal_data_is_masked(site: SiteFolder) -> None:
    site.post("news/x.md", "驿站的值班室。\n\n![图](plan.jpg)\n")
    site.write("content/spring/news/plan.jpg", photo())
    site.build(plugins=PLUGINS)
    page = site.page("spring/news/x.html")
    assert "<dfn>驿站</dfn>的值班室电话138****5678。" in page
    assert "<figcaption>图注</figcaption>" in page
    assert "13812345678" not in "".join(map(repr, site.files().values()))
    registry = registry_of(PLUGINS)
    assert [one.name for one in passes(registry, "body")] == ["duty", "terms", "faulty"]
    names = [one.name for one in passes(registry, "markdown")]
    assert names.index("captions") == names.index("figures") - 1


def test_one_that_fails_is_named_with_its_plug_in() -> None:
    [told] = problems("这很难。")
    assert told.startswith(str(Path(__file__).parent.parent / "plugins/stations.py:"))
    assert told.endswith(
        ":1: the body pass “faulty” of the plug-in “tests.plugins.stations” failed in "
        "spring/news/x.md: LookupError: no such word"
    )
    assert problems("一\n\n太差。") == ["spring/news/x.md:3:2: “差” is refused; write another"]


def failing(given: object, use: Use) -> str:
    return given.nothing  # type: ignore[attr-defined, no-any-return]


def nothing(given: object, use: Use) -> str:
    return None  # type: ignore[return-value]


@pytest.mark.parametrize("function", [failing, nothing])
def test_a_directive_that_fails_is_named_with_its_plug_in(function: object) -> None:
    registry = Registry()
    registry.registering = of_module("office")
    arguments = registry.directives["quote"].arguments
    directive = Directive("odd", arguments, function)  # type: ignore[arg-type]
    registry.directives.add("odd", directive)
    [told] = problems("一\n\n::odd\n", registry)
    message = "the directive “odd” of the plug-in “office” failed in spring/news/x.md:3: "
    assert told.startswith(f"office: {message}")


def test_a_pass_before_one_that_does_not_exist_is_a_problem() -> None:
    registry = Registry()
    registry.registering = of_module("office")
    registry.body_passes.add("a", BodyPass("a", lambda html, source: html, before="tables"))
    message = "office: the pass “a” comes before “tables”, which does not exist"
    assert problems("正文。", registry) == [message]


@pytest.mark.usefixtures("processes")
def test_a_build_after_edits_equals_a_clean_one(site: SiteFolder) -> None:
    site.write("content/spring/news/plan.jpg", photo())
    site.post("news/a.md", "::station 东门 seats=2 map=plan.jpg\n")
    site.post("news/b.md", "驿站。\n")
    site.post("news/c.md", ":::quote 驿站\n值班室。\n:::\n")
    site.build(plugins=PLUGINS)
    site.post("news/a.md", "::station 西门 seats=3\n")
    site.post("news/b.md", "值班室。\n\n:::aside\n驿站\n:::\n")
    site.post("news/d.md", "::station 南门 map=plan.jpg\n")
    assert site.build(plugins=PLUGINS, jobs=2).rendered
    edited = site.files()
    shutil.rmtree(site.root / "output")
    shutil.rmtree(site.root / ".zhuanlan")
    site.build(plugins=PLUGINS)
    assert edited == site.files()


@pytest.mark.parametrize(
    ("heading", "package", "module"),
    [
        ("**Add a directive**", directives, "map"),
        ("**Add a body pass**", body_passes, "glossary"),
    ],
)
def test_each_is_one_module(
    heading: str, package: Any, module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ones that the architecture shows."""
    text = (ROOT / "docs/architecture.md").read_text("utf-8").partition(heading)[2]
    (tmp_path / f"{module}.py").write_text(text.split("```python\n")[1].partition("```")[0])
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    registry = Registry()
    try:
        if module == "glossary":
            assert html("光盘行动。", registry=registry) == "<p><dfn>光盘行动</dfn>。</p>\n"
            return
        shown = html('::map "<东门>" plan.jpg zoom=5\n', registry=registry)
        source = "zhuanlan:spring/news/plan.jpg"
        assert shown == f'<figure class="map-5"><img src="{source}" alt="&lt;东门&gt;"></figure>\n'
        [told] = problems("::map 东门 a.jpg zoom=大", registry)
        assert "“zoom” must be a whole number" in told
        assert "did you mean “::map”" in problems("::地图 东门 a.jpg", registry)[0]
    finally:
        sys.modules.pop(f"{package.__name__}.{module}", None)


def test_one_that_comes_or_goes_renders_texts_again(site: SiteFolder) -> None:
    site.post("news/x.md", "驿站。\n")
    site.build()
    without = site.files()
    site.build(plugins=PLUGINS)
    assert "<dfn>驿站</dfn>" in site.page("spring/news/x.html")
    site.build()
    assert site.files() == without
