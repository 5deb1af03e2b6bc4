"""Slips in a theme that Jinja2 passes over: each is a problem with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT, SiteFolder
from zhuanlan.load.site import load_config
from zhuanlan.render.lint import theme_problems
from zhuanlan.render.renderer import Recipe, Renderer
from zhuanlan.render.theme import BUNDLED, find_theme


@pytest.fixture
def themed(site: SiteFolder) -> SiteFolder:
    """A site with a theme of its own that changes nothing yet."""
    site.write("themes/own/theme.yaml", "extends: default\n")
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + "theme: own\n")
    return site


def article(site: SiteFolder, text: str) -> None:
    site.write("themes/own/templates/article.html", '{% extends "default/article.html" %}\n' + text)


def test_a_block_that_no_template_above_has(themed: SiteFolder) -> None:
    article(themed, "{% block mian %}x{% endblock %}\n")
    assert themed.problems() == [
        "themes/own/templates/article.html:2:1: the block “mian” is shown nowhere: no template "
        "above has it; did you mean “main”?"
    ]


def test_a_new_block_within_one_that_is_there_is_shown(themed: SiteFolder) -> None:
    article(
        themed, "{% block main %}{{ super() }}{% block byline %}x{% endblock %}{% endblock %}\n"
    )
    themed.build()
    assert themed.page("spring/news/first.html").count("x")


def test_text_outside_blocks(themed: SiteFolder) -> None:
    article(themed, "{% block main %}{{ super() }}{% endblock %}\n<p>谢谢阅读</p>\n")
    [problem] = themed.problems()
    assert problem.startswith("themes/own/templates/article.html:")
    assert problem.endswith("this is outside every block, so it is never shown")


def test_a_template_that_nothing_uses(themed: SiteFolder) -> None:
    themed.write("themes/own/templates/artcle.html", "x")
    assert themed.problems() == [
        "themes/own/templates/artcle.html: no page and no other template uses “artcle.html”; "
        "did you mean “article.html”?"
    ]


def test_a_template_that_another_includes_is_used(themed: SiteFolder) -> None:
    themed.write("themes/own/templates/parts/thanks.html", "<p>谢谢阅读</p>")
    inner = '{% block main %}{{ super() }}{% include "parts/thanks.html" %}{% endblock %}\n'
    article(themed, inner)
    themed.build()
    assert "谢谢阅读" in themed.page("spring/news/first.html")


@pytest.mark.parametrize(
    ("text", "value", "column"),
    [
        ("<script>alert(1)</script>", "<script>", 17),
        ('<script type="module">go()</script>', "<script>", 17),
        ("<style>p { color: red }</style>", "<style>", 17),
        ('<p style="color: {{ "red" }}">x</p>', "style", 20),
        ("<button onclick='go()'>x</button>", "onclick", 25),
        ('<a href="javascript:go()">x</a>', "javascript:", 20),
    ],
)
def test_what_the_policy_of_the_pages_refuses(
    themed: SiteFolder, text: str, value: str, column: int
) -> None:
    article(themed, f"{{% block main %}}{text}{{% endblock %}}\n")
    [problem] = themed.problems()
    assert problem == (
        f"themes/own/templates/article.html:2:{column}: browsers refuse “{value}” here: the policy "
        "of the pages allows files only; put it into a file in static/"
    )


def test_data_within_a_page_is_no_script(themed: SiteFolder) -> None:
    data = '<script type="application/ld+json">{{ {"a": 1}|tojson }}</script>'
    article(themed, f"{{% block main %}}{data}{{% endblock %}}\n")
    themed.build()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ post.title|upperr }}", "there is no filter “upperr”; did you mean “upper”?"),
        ("{{ post is definedd }}", "there is no test “definedd”; did you mean “defined”?"),
        (
            "{{ 'gallry.js'|static }}",
            "the theme has no static file “gallry.js”; did you mean “gallery.js”?",
        ),
        ("{{ url('spring/nothing.html') }}", "“spring/nothing.html” leads to no page of this site"),
        ("{{ 'sprng/'|absolute }}", "“sprng/” leads to no page of this site"),
    ],
)
def test_names_that_are_unknown(themed: SiteFolder, text: str, message: str) -> None:
    article(themed, f"{{% block main %}}{{% if false %}}{text}{{% endif %}}{{% endblock %}}\n")
    assert themed.problems() == [f"themes/own/templates/article.html:2:1: {message}"]


def test_addresses_that_are_there(themed: SiteFolder) -> None:
    links = "{{ url('spring/news/first.html#top') }}{{ 'spring/'|url }}{{ url('https://a.cn/') }}"
    article(themed, f"{{% block main %}}{links}{{% endblock %}}\n")
    themed.build()


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (
            "p { background: url(icon.sgv) }",
            "the theme has no static file “icon.sgv”; did you mean “icon.svg”?",
        ),
        (
            "p { background: url('https://a.cn/x.png') }",
            "“https://a.cn/x.png” is of another site: browsers refuse it, "
            "pages load own files only",
        ),
        (
            "@import 'more.css';",
            "“more.css”: a style sheet of a theme cannot import another; "
            "link it in base.html by its address, through the filter “static”",
        ),
    ],
)
def test_addresses_in_style_sheets(themed: SiteFolder, rule: str, message: str) -> None:
    themed.write("themes/own/static/own.css", f"/* url(old.png) */\n{rule}\n")
    [problem] = themed.problems()
    place, _, text = problem.partition(": ")
    assert place.startswith("themes/own/static/own.css:2:")
    assert text == message


def test_all_slips_are_reported_at_once(themed: SiteFolder) -> None:
    article(themed, "{% block mian %}{{ 1|nofilter }}{% endblock %}\n")
    themed.write("themes/own/templates/pagge.html", "x")
    themed.write("themes/own/static/own.css", "p { background: url(a.png) }")
    assert len(themed.problems()) == 4


@pytest.mark.parametrize("name", ["default", "classic"])
def test_the_themes_that_ship_have_none(name: str) -> None:
    config, _ = load_config(ROOT / "config.yaml", "config.yaml")
    theme = find_theme(name, [BUNDLED])
    renderer = Renderer(Recipe(config, theme, {}, {}))
    written_elsewhere = {"assets/colours.css", "sitemap.xml"}
    environment = renderer.environment("zh-Hans")
    assert theme_problems(theme, environment, written_elsewhere, exempt=()) == []
    assert Path(BUNDLED, name, "theme.yaml").is_file()
