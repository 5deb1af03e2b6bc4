"""What the templates can say beyond Jinja2: keep a part, and translate at compile time."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup, escape


class Keep(Extension):
    """`{% keep a, b %}…{% endkeep %}` renders its body once for each value of `a, b`.

    The values must be all that the body depends on, besides the theme and the site's settings.
    Lists show the same cards, and pages the same furniture, thousands of times; kept, they cost a
    look-up. Where addresses depend on the page (`--relative`), nothing is kept.
    """

    tags = {"keep"}  # noqa: RUF012 - the name that Jinja2 reads

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._kept: dict[Hashable, Markup] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        """Turn the tag into a call of `_keep` with the body as its caller."""
        line = next(parser.stream).lineno
        key = parser.parse_tuple()
        body = parser.parse_statements(("name:endkeep",), drop_needle=True)
        place = nodes.Const(f"{parser.filename}:{line}")
        call = self.call_method("_keep", [place, key])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _keep(self, place: str, key: Hashable, caller: Callable[[], str]) -> Markup:
        if self.environment.globals["relative"]:
            return Markup(caller())  # noqa: S704 - the body is a template's
        kept = self._kept.get((place, key))
        if kept is None:
            kept = self._kept[place, key] = Markup(caller())  # noqa: S704 - as above
        return kept


class Literals(Extension):
    """Translates `{{ _("literal") }}` when a template is compiled: each language has its own."""

    _LITERAL = re.compile(r"""\{\{ _\((["'])([^"'\\%]*)\1\) \}\}""")

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Put the translations into the source of the template."""
        for call in re.finditer(r"\{[{%][^}]*?\b_\((?![\"'])", source):
            line = source.count("\n", 0, call.start()) + 1
            message = "_() takes a literal, since it trusts it; use |tr for a text of content"
            raise TemplateSyntaxError(message, line, name, filename)
        translate: Any = self.environment.globals["gettext_of_literals"]
        return self._LITERAL.sub(lambda match: str(escape(translate(match[2]))), source)
