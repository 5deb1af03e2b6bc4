"""Children in stories: who is one, what is shown for their names, how these may be spelt."""

from __future__ import annotations

import re
from typing import Any

from zhuanlan.load.ledgers import Ledgers, bare
from zhuanlan.load.spelling import UNSEEN


def name_of(data: Any) -> str:
    """Return the name of the person as it is written in front matter, or an empty string."""
    person = data.get("person") if isinstance(data, dict) else None
    name = person.get("name") if isinstance(person, dict) else None
    return name.strip() if isinstance(name, str) else ""


def hidden_names(data: Any, ledgers: Ledgers) -> dict[str, str]:
    """Return the name of a child whose consent is not recorded, with what is shown instead."""
    name = bare(name_of(data))
    if not name or not is_minor(data):
        return {}
    return {} if "name" in ledgers.covered(name, minor=True) else {name: name[0] + _SOMEBODY}


def is_minor(data: Any) -> bool:
    """Tell whether front matter says that its person is a child."""
    return bool(name_of(data)) and _is_true(data["person"].get("minor"))


def spelt(name: str) -> re.Pattern[str]:
    """Return what finds a name however it is spaced."""
    return re.compile(rf"[\s{UNSEEN}·•]*".join(map(re.escape, name)))


def _is_true(value: Any) -> bool:
    """Tell what pydantic takes for true; what it does not take for a truth is a problem anyway."""
    return str(value).strip().casefold() in ("true", "t", "yes", "y", "on", "1")


_SOMEBODY = "某某"
"""How official texts write a given name that is not told."""
