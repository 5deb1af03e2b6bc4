"""Jinja2 as the themes see it, without what ten thousand pages of one site do not need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from gettext import NullTranslations
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from zhuanlan.contrib.codegen import InlineCode
from zhuanlan.render.extensions import Keep, Literals
from zhuanlan.render.filters import as_json

_SCOPE = {"_loop_vars", "_block_vars"}
"""What Jinja2 hands over besides the arguments, for functions that ask for the context."""


class DirectCalls(Context):
    """Calls a macro that gets all of its arguments by place as the function that it is."""

    def call(self, function: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a function or macro of a template."""
        if (
            type(function) is Macro
            and function._argument_count == len(args)
            and not (function.caller or function.catch_kwargs or function.catch_varargs)
            and kwargs.keys() <= _SCOPE
        ):
            return str.__new__(Markup, function._func(*args))
        return super().call(function, *args, **kwargs)


class OnceImported(jinja2.Template):
    """A template that is imported with the globals that all have, so once is enough."""

    def _get_default_module(self, ctx: Context | None = None) -> Any:
        return super()._get_default_module()


class Environment(jinja2.Environment):
    """Escapes always, knows no undefined values, and has no globals of single templates."""

    code_generator_class = InlineCode
    context_class = DirectCalls
    template_class = OnceImported

    def __init__(
        self,
        loader: jinja2.BaseLoader,
        messages: NullTranslations,
        kept: jinja2.BytecodeCache | None,
    ) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            extensions=["jinja2.ext.i18n", "jinja2.ext.do", Keep],
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=kept,
            cache_size=-1,  # a dict: a look-up in Jinja2's other cache takes a lock
        )
        self.messages = messages
        self.install_gettext_translations(self.messages, newstyle=True)  # type: ignore[attr-defined]
        self.policies["json.dumps_function"] = as_json
        self.policies["json.dumps_kwargs"] = {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        Literals(self.messages.gettext, name, filename).visit(template)
        return template

    def make_globals(self, d: Mapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template: a plain dict, which is copied for each page."""
        return self.globals if d is None else super().make_globals(d)  # type: ignore[arg-type]


def surely_named(environment: jinja2.Environment, name: str) -> tuple[str, ...]:
    """Return the templates that one names outside of blocks and conditions."""
    assert environment.loader is not None  # noqa: S101
    source, filename, _ = environment.loader.get_source(environment, name)
    if source not in _named:
        _named[source] = tuple(_named_in(environment.parse(source, name, filename).body))
    return _named[source]


_named: dict[str, tuple[str, ...]] = {}
"""What templates name, by their sources: parsing all of a theme takes a third of a second."""


def _named_in(body: list[nodes.Node]) -> Iterator[str]:
    extended = any(isinstance(node, nodes.Extends) for node in body)
    for node in body:
        needed = isinstance(node, (nodes.Extends, nodes.Import, nodes.FromImport)) or (
            isinstance(node, nodes.Include) and not node.ignore_missing and not extended
        )
        if needed and isinstance(node.template, nodes.Const):  # type: ignore[attr-defined]
            yield str(node.template.value)  # type: ignore[attr-defined]
