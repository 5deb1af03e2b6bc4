"""Python code of templates that does what Jinja2's does, with fewer calls.

For each value Jinja2 calls `escape`, for each attribute its environment, and it yields every piece
of text by itself. Here the usual case stands inline, and every other is left to Jinja2; a test
holds that both write the same bytes (`tests/contrib/test_environment.py`). What is used of Jinja2
and MarkupSafe is not all public, so pyproject.toml bounds their versions.
"""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from markupsafe import Markup, escape
from markupsafe import _escape_inner as escape_text  # type: ignore[attr-defined]

__all__ = ["MISSING", "InlineCode", "Markup", "escape", "escape_text"]

MISSING = object()
"""Stands for an attribute that an object has not."""

_IMPORT = f"from {__name__} import MISSING, Markup, escape, escape_text"
_ESCAPED = (
    "(escape_text(_v) if (_k := type(_v := ",
    ")) is str else _v if _k is Markup else str(_v) if _k is int else escape(_v))",
)
_ATTRIBUTE = (
    "(_a if (_a := getattr((_o := ",
    "), {name!r}, MISSING)) is not MISSING else environment.getattr(_o, {name!r}))",
)


class InlineCode(CodeGenerator):
    """Writes the code of a template whose values are always escaped."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Begin with what the code below needs."""
        self.writeline(_IMPORT)
        super().visit_Template(node, frame)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """Join text and values, each on a line of its own so that mistakes are found there."""
        if frame.require_output_check or frame.eval_ctx.volatile or self.environment.finalize:
            super().visit_Output(node, frame)
            return
        parts = self._parts(node, frame)
        if frame.buffer is not None:
            begin, end = f"{frame.buffer}.extend((", "))"
        else:
            begin, end = ("yield (", ")") if len(parts) == 1 else ('yield "".join((', "))")
        self.writeline(begin, node)
        self.indent()
        for part in parts:
            if isinstance(part, str):
                self.writeline(repr(part))
            else:
                self.newline(part)
                self.write(_ESCAPED[0])
                self.visit(part, frame)
                self.write(_ESCAPED[1])
            if frame.buffer is not None or len(parts) > 1:
                self.write(",")
        self.outdent()
        self.writeline(end)

    def _parts(self, node: nodes.Output, frame: Frame) -> list[str | nodes.Expr]:
        """Return what is known beforehand as text, neighbours as one, and the rest as it is."""
        to_text: Callable[..., str] = self._output_child_to_const
        parts: list[str | nodes.Expr] = []
        for child in node.nodes:
            part: str | nodes.Expr
            try:
                part = to_text(child, frame, self._make_finalize())
            except Exception:  # noqa: BLE001 - not constant, or at fault: that shows at run time
                part = child
            if isinstance(part, str) and parts and isinstance(parts[-1], str):
                parts[-1] += part
            else:
                parts.append(part)
        return parts

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Look an attribute up, and only where there is none, an item."""
        self.write(_ATTRIBUTE[0])
        self.visit(node.node, frame)
        self.write(_ATTRIBUTE[1].format(name=node.attr))
