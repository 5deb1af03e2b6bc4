"""The passes over clean HTML: a module for each, or for a family of them.

A module `glossary` holds `GLOSSARY`, the pass `glossary`, and nobody else has to name it. Those of
a family are listed below, in their order, and all of them come first.
"""

from __future__ import annotations

from zhuanlan.core.registry import Registry, modules_in

_MODULES = {
    "line-breaks": "text",
    "bare-addresses": "text",
    "check-boxes": "blocks",
    "figures": "blocks",
    "tables": "blocks",
}


def register(registry: Registry) -> None:
    """Register our passes; their modules are imported when the first text is rendered."""
    listed = {*_MODULES.values()}
    others = [module for module in modules_in(__path__) if module not in listed]
    for name, module in {**_MODULES, **{one.replace("_", "-"): one for one in others}}.items():
        thing = f"{__name__}.{module}:{name.replace('-', '_').upper()}"
        registry.body_passes.add(name, thing)
