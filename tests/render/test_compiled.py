"""Compiled templates: one folder for each set of circumstances, dropped when no build uses it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from tests.conftest import ROOT, SITES, SiteFolder
from zhuanlan.core.inputs import INPUTS
from zhuanlan.load.site import load_config
from zhuanlan.model.config import Config
from zhuanlan.render.compiled import compiled_templates
from zhuanlan.render.renderer import Recipe, Renderer
from zhuanlan.render.theme import BUNDLED, find_theme

LONG_AGO = 1_000_000_000


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what is kept, empty."""
    monkeypatch.setattr("zhuanlan.render.compiled.user_cache_path", lambda name: tmp_path / name)
    return tmp_path / "zhuanlan" / "templates"


def _compile(circumstances: bytes) -> None:
    cache = compiled_templates(circumstances, "en")
    loader = DictLoader({"a.html": "a"})
    Environment(loader=loader, bytecode_cache=cache, autoescape=True).get_template("a.html")


def test_other_circumstances_do_not_make_a_look_up_dearer(kept: Path) -> None:
    for number in range(3):
        _compile(b"%d" % number)
    assert [len(list(folder.iterdir())) for folder in kept.iterdir()] == [1, 1, 1]


def test_what_no_build_used_for_long_is_dropped(kept: Path) -> None:
    _compile(b"unused")
    [unused] = kept.iterdir()
    _compile(b"used")
    [used] = set(kept.iterdir()) - {unused}
    earlier = kept / "of-an-earlier-version.cache"
    earlier.touch()
    for path in (unused, used, earlier):
        os.utime(path, (LONG_AGO, LONG_AGO))
    _compile(b"used")
    _compile(b"new")
    left = set(kept.iterdir())
    assert used in left
    assert not {unused, earlier} & left
    assert len(left) == 2


def code(config: Config) -> dict[str, str]:
    """Return what the templates are compiled into."""
    theme = find_theme("default", [BUNDLED])
    environment = Renderer(Recipe(config, theme, {}, {})).environment(config.language)
    assert environment.loader is not None
    return {
        name: environment.compile(
            environment.loader.get_source(environment, name)[0], name=name, raw=True
        )
        for name in environment.loader.list_templates()
        if name.endswith(".html")
    }


def test_settings_that_templates_are_not_compiled_with_leave_their_code_alone() -> None:
    shipped, _ = load_config(ROOT / "config.yaml", "config.yaml")
    minimal, _ = load_config(SITES / "minimal/config.yaml", "config.yaml")
    compiled_with = {
        name for name in Config.model_fields if "compile" in INPUTS[f"config.{name}"].split()
    }
    others = {name: getattr(minimal, name) for name in Config.model_fields.keys() - compiled_with}
    others |= {"description": "别的", "feed_size": 3, "precompress": True}
    expected = code(shipped)
    assert len(expected) > 20
    assert code(shipped.model_copy(update=others)) == expected
    assert code(shipped.model_copy(update={"url": "https://example.org/a/"})) != expected


def test_another_setting_compiles_nothing(site: SiteFolder, kept: Path) -> None:
    site.build()
    compiled = set(kept.rglob("*"))
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config.replace("page_size: 3", "page_size: 4"))
    site.build()
    assert set(kept.rglob("*")) == compiled


def test_a_template_that_changes_is_compiled_alone(site: SiteFolder, kept: Path) -> None:
    base = '{% extends "default/base.html" %}{% block footer %}FOOTER{% endblock %}'
    site.write("themes/own/theme.yaml", "extends: default\n")
    site.write("themes/own/templates/base.html", base)
    site.build(theme="own")
    compiled = {file: file.read_bytes() for file in kept.rglob("*.cache")}
    site.write("themes/own/templates/base.html", base.replace("FOOTER", "别的"))
    site.build(theme="own")
    assert "别的" in site.page("index.html")
    again = {file: file.read_bytes() for file in kept.rglob("*.cache")}
    assert again.keys() == compiled.keys()
    assert len([file for file in again if again[file] != compiled[file]]) == 1


def test_a_style_sheet_that_changes_has_another_address(site: SiteFolder) -> None:
    site.write("themes/own/theme.yaml", "extends: default\n")
    for colour in ("red", "blue"):
        site.write("themes/own/static/style.css", f"p {{ color: {colour} }}")
        site.build(theme="own")
        [style] = [name for name in site.files() if name.startswith("assets/style.")]
        assert style in site.page("index.html")
