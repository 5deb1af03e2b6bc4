"""Filters and globals of templates that plug-ins bring."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jinja2

from zhuanlan.core.i18n import N_
from zhuanlan.core.registry import Registry


def add_of_plugins(environment: jinja2.Environment, registry: Registry) -> None:
    """Add them; raises ProblemError for a name that zhuanlan or Jinja2 has."""
    known: Any
    for table, known in (
        (registry.filters, environment.filters),
        (registry.globals, environment.globals),
    ):
        for name, thing in table.items():
            if name in known and not table.replaces(name):
                message = N_("registers the {kind} “{name}”, which zhuanlan has")
                hint = N_("choose another name, or register it with replace=True")
                raise table.problem(name, message, hint)
            folded = table is registry.globals or registry.filters.is_pure(name)
            known[name] = thing if folded else _not_folded(thing)


def _not_folded(function: Callable[..., Any]) -> Callable[..., Any]:
    """Keep Jinja2 from working a filter out when it compiles a template."""
    kind = getattr(function, "jinja_pass_arg", None)
    name = getattr(kind, "name", "")

    @jinja2.pass_context
    def called(context: jinja2.runtime.Context, *args: Any, **named: Any) -> Any:
        given = {
            "context": context,
            "eval_context": context.eval_ctx,
            "environment": context.environment,
        }
        first = (given[name],) if name in given else ()
        return function(*first, *args, **named)

    return called
