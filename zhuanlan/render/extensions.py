"""What the templates can say beyond Jinja2: keep a part, and translate at compile time."""

from __future__ import annotations

from collections.abc import Hashable

from jinja2 import Environment, TemplateSyntaxError, nodes, pass_context
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from zhuanlan.core.i18n import Translator

_MOST_KEPT = 30_000
"""Parts of pages that a process keeps; each is some hundred bytes."""


class Keep(Extension):
    """`{% keep a, b %}…{% endkeep %}` renders its body once for each value of `a, b`.

    The values must be all that the body depends on, besides the theme and the site's settings.
    Lists show the same cards, and pages the same furniture, thousands of times; kept, they cost a
    look-up. Where addresses depend on the page (`--relative`), nothing is kept.
    """

    tags = {"keep"}  # noqa: RUF012 - the name that Jinja2 reads

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        kept: dict[Hashable, Markup] = {}

        # with the context, though only one needs it: else constant keys were looked up beforehand
        @pass_context
        def look(context: Context, key: Hashable, place: str) -> Markup | None:
            return kept.get((place, key))

        @pass_context
        def store(context: Context, made: Markup, place: str, key: Hashable) -> Markup:
            if not context.environment.globals["relative"]:
                if len(kept) >= _MOST_KEPT:
                    kept.clear()  # in a large site, what was shown lately is shown again
                kept[place, key] = made
            return made

        environment.filters |= {"_kept": look, "_keep": store}

    def parse(self, parser: Parser) -> list[nodes.Node]:
        """Turn the tag into: look it up; where it is not kept, render the body and keep that.

        Through filters, which the compiled template calls directly; a call block would make a macro
        at each look.
        """
        line = next(parser.stream).lineno
        key = parser.parse_tuple()
        body = parser.parse_statements(("name:endkeep",), drop_needle=True)
        kept = parser.free_identifier(lineno=line)
        place = nodes.Const(f"{parser.filename}:{line}")
        look = nodes.Filter(key, "_kept", [place], [], None, None)
        store = nodes.Filter(kept, "_keep", [place, key], [], None, None)
        missing = nodes.Compare(
            kept, [nodes.Operand("eq", nodes.Const(None))]
        )  # no call, unlike a test
        render: list[nodes.Node] = [nodes.AssignBlock(kept, None, body), nodes.Assign(kept, store)]
        return [
            nodes.Assign(kept, look).set_lineno(line),
            nodes.If(missing, render, [], []).set_lineno(line),
            nodes.Output([kept]).set_lineno(line),
        ]


class Literals(NodeTransformer):
    """Translates `_("literal")` when a template is compiled: each language has its own."""

    def __init__(self, translate: Translator, name: str | None, filename: str | None) -> None:
        self.translate, self.name, self.filename = translate, name, filename

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        """Put the translation where it is asked for; only its fields are left to the page."""
        node = self.generic_visit(node)  # type: ignore[assignment]
        if not (isinstance(node.node, nodes.Name) and node.node.name == "_"):
            return node
        text = node.args[0].value if node.args and isinstance(node.args[0], nodes.Const) else None
        if not isinstance(text, str):
            message = "_() takes a literal, since it trusts it; use |tr for a text of content"
            raise TemplateSyntaxError(message, node.lineno, self.name, self.filename)
        if node.kwargs:  # as Jinja2 does for each page: the text is trusted, fields are escaped
            trusted = nodes.MarkSafe(nodes.Const(self.translate(text)))
            given = [nodes.Pair(nodes.Const(one.key), one.value) for one in node.kwargs]
            return nodes.Mod(trusted, nodes.Dict(given), lineno=node.lineno)
        if "%" in text:
            return node
        translated = escape(self.translate(text))
        return nodes.MarkSafe(nodes.Const(translated), lineno=node.lineno)
