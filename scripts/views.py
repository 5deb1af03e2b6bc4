"""Write the table of templates and views into docs/themes.md: `python scripts/views.py [--check]`.

What a field means is the text below it in the code. With `--check` nothing is written, and the exit
status is 1 where the table is out of date.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import re
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path

from zhuanlan.core.registry import registry_of
from zhuanlan.model.view import PageView, View
from zhuanlan.plan.outline import OF_POSTS

THEMES = Path(__file__).parent.parent / "docs" / "themes.md"
_MARKED = re.compile(r"(<!-- views -->\n).*?(<!-- /views -->\n)", re.DOTALL)


def views() -> dict[str, type[View]]:
    """Return all templates with the views that they read."""
    found = dict(OF_POSTS)
    for maker in registry_of().pages.values():
        found.update(maker.views)
    return found


def table() -> str:
    """Return the table, templates that read the same view in one row."""
    templates: dict[type[View], list[str]] = {}
    for template, view in sorted(views().items()):
        templates.setdefault(view, []).append(template)
    lines = ["| template | page | fields |", "|---|---|---|"]
    for view, names in sorted(templates.items(), key=lambda one: one[1]):
        fields = "; ".join(_field(name, meaning) for name, meaning in _fields(view).items())
        shown = ", ".join(f"`{name}`" for name in names)
        lines.append(f"| {shown} | {_line(inspect.getdoc(view))} | {fields or '–'} |")
    return "\n".join(lines) + "\n"


def _fields(view: type[View]) -> Mapping[str, str]:
    """Return the fields of a view, but those of all pages, with what they mean."""
    of_all = PageView.__struct_fields__ if issubclass(view, PageView) else ()
    meanings: dict[str, str] = {}
    for one in view.__mro__[::-1]:
        if issubclass(one, View):
            meanings |= _meanings(one)
    return {name: meanings.get(name, "") for name in view.__struct_fields__ if name not in of_all}


def _meanings(view: type[View]) -> dict[str, str]:
    """Return the texts that stand below the fields of a class."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(view))).body
    assert isinstance(tree, ast.ClassDef)  # noqa: S101
    found = {}
    for above, below in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(above, ast.AnnAssign) and isinstance(above.target, ast.Name):
            text = below.value if isinstance(below, ast.Expr) else None
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                found[above.target.id] = _line(text.value)
    return found


def _field(name: str, meaning: str) -> str:
    return f"`{name}`: {meaning}" if meaning else f"`{name}`"


def _line(text: str | None) -> str:
    return " ".join((text or "").split()).rstrip(".").replace("|", "\\|")


def main() -> int:
    """Write the table, or tell whether it is up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    old = THEMES.read_text("utf-8")
    made = table()
    new = _MARKED.sub(lambda match: match[1] + made + match[2], old)
    if args.check:
        return int(new != old)
    THEMES.write_text(new, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
