"""The reference tells the settings of each kind of book."""

from __future__ import annotations

import pytest

from zhuanlan.core.registry import registry_of
from zhuanlan.schema import reference

BOOKS = {name: kind for name, kind in registry_of().books.items() if kind.settings}


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_the_keys_of_settings_are_told(name: str, language: str) -> None:
    page = reference.pages(language)["books.md"]
    [section] = [part for part in page.split("\n## ") if part.startswith(f"{name} ")]
    for key in BOOKS[name].settings.model_fields:
        assert f"\n| `{key}` | **" in section


def test_models_within_settings_are_told_and_linked() -> None:
    page = reference.pages("en")["books.md"]
    assert "[FormItem](#formitem)" in page
    assert "\n### FormItem\n" in page
