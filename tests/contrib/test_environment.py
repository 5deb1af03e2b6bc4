"""Templates say the same whether Jinja2 writes their code or we do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context
from markupsafe import Markup

from tests.conftest import SiteFolder
from zhuanlan.core.i18n import catalogue
from zhuanlan.render.environment import Environment, OnceImported

MARK = Markup("<b>")


@dataclass
class Thing:
    title: Any
    mark: Any = MARK


SOURCES = {
    "base.html": "{% import 'ui.html' as ui %}<p>{{ thing.title }}</p>"
    "{% block main %}{% endblock %}{{ ui.two(thing, 1) }}{{ ui.two(thing) }}"
    "{{ ui.rest(thing.title, 2, three=3) }}",
    "ui.html": "{% macro two(a, b=2) %}{{ a.title }}{{ b }}{{ a.mark }}{% endmacro %}"
    "{% macro rest() %}{{ varargs|join(',') }}{{ kwargs['three'] }}{% endmacro %}"
    "{% macro around() %}[{{ caller() }}]{% endmacro %}",
    "page.html": "{% extends 'base.html' %}{% block main %}{% import 'ui.html' as ui %}"
    "{% for one in things if one.title %}{{ loop.index }}{{ one.title }}{{ one['title'] }}"
    "{% set held %}{{ one.mark }}&{{ one.title }}{% endset %}{{ held }}{% endfor %}"
    "{% call ui.around() %}{{ table.key }}{{ table.items }}{% endcall %}"
    "{{ _('Home') }}{{ _('Page %(number)s, counted from the oldest', number=thing.title) }}"
    "{{ 'a' ~ thing.title ~ thing.mark }}{{ thing.title is defined }}{{ none }}{{ 3 }}"
    "{{ things|map(attribute='title')|join(' ') }}{{ super() }}{% endblock %}",
}


class Plain(Environment):
    """The same environment with Jinja2's own parts."""

    code_generator_class = CodeGenerator
    context_class = Context
    template_class = jinja2.Template
    make_globals = jinja2.Environment.make_globals


@pytest.fixture(scope="module")
def both() -> list[jinja2.Template]:
    return [
        kind(jinja2.DictLoader(SOURCES), catalogue("zh-Hans"), None).get_template("page.html")
        for kind in (Environment, Plain)
    ]


values = st.one_of(st.text(), st.integers(), st.none(), st.builds(Markup, st.text()), st.floats())


@given(title=values, titles=st.lists(values, max_size=3))
def test_both_codes_write_the_same(
    both: list[jinja2.Template], title: Any, titles: list[Any]
) -> None:
    context = {
        "thing": Thing(title),
        "things": [Thing(one) for one in titles],
        "table": {"key": title, "items": "<i>"},
    }
    ours, theirs = (template.render(context) for template in both)
    assert ours == theirs


def test_nothing_unescaped_gets_through(both: list[jinja2.Template]) -> None:
    hostile = "<script>alert('\"&')</script>"
    text = both[0].render(thing=Thing(hostile), things=[Thing(hostile)], table={"key": hostile})
    assert "<script" not in text


@pytest.mark.parametrize("source", ["{{ nothing }}", "{{ thing.nothing }}", "{{ nothing.at }}"])
def test_what_is_not_there_is_a_mistake(source: str) -> None:
    template = Environment(jinja2.DictLoader({}), catalogue("en"), None).from_string(source)
    with pytest.raises(jinja2.UndefinedError, match="nothing"):
        template.render(thing=Thing("x"))


def test_mistakes_are_found_in_their_line(site: SiteFolder) -> None:
    site.write("themes/own/theme.yaml", "extends: default\n")
    site.write(
        "themes/own/templates/404.html", "{{ title }}\n{{ title }}a{{ title\n}}b{{ wrong }}\n"
    )
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + "theme: own\n")
    assert site.problems()[0].startswith("themes/own/templates/404.html:3:1: 'wrong' is undefined")


def test_translations_of_literals_are_part_of_the_code() -> None:
    template = Environment(jinja2.DictLoader({}), catalogue("zh-Hans"), None).from_string(
        "{{ _('Home') }}"
    )
    assert template.render(_=None) == "首页"
    assert OnceImported is type(template)
