"""What a process keeps of registries is bounded: a library's caller makes one again and again."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

from zhuanlan.core.registry import KEPT, Registry, made, registry_of
from zhuanlan.model.registered_fields import front_matter_of
from zhuanlan.testing import SmallSite

CODE = "from zhuanlan.plugin import Field\ndef register(registry):\n    NAME = {}\n"
CODE += "    registry.fields.add('k', Field(name='k', meaning='K: k', example='k'))\n"


def test_old_registries_are_forgotten(tmp_path: Path) -> None:
    site = SmallSite(tmp_path)
    file = site.write("given/own.py", CODE.format(0))
    site.use(file)
    seen: list[weakref.ref[Registry]] = []
    for number in range(KEPT * 3):
        site.write("plugins/own.py", CODE.format(number))
        registry = site.registry
        front_matter_of(registry)
        seen.append(weakref.ref(registry))
    del registry
    gc.collect()
    assert len(made) <= KEPT + 1
    assert sum(one() is not None for one in seen) <= KEPT * 2
    assert registry_of() is registry_of()
