"""Each input governs the work that the table says, and no other."""

from __future__ import annotations

from dataclasses import fields as options_of
from typing import Any

import pytest

from tests.conftest import SiteFolder
from zhuanlan.build.reader import Reader
from zhuanlan.core.inputs import INPUTS, digest
from zhuanlan.core.options import Options
from zhuanlan.model.config import Config


def named(of: str) -> set[str]:
    return {name.removeprefix(f"{of}.") for name in INPUTS if name.startswith(f"{of}.")}


def test_every_setting_and_option_says_what_it_governs() -> None:
    assert named("config") == set(Config.model_fields)
    assert named("options") == {field.name for field in options_of(Options)}


def test_an_input_that_is_missing_or_has_another_facet_is_a_mistake() -> None:
    values = dict.fromkeys([name for name, facets in INPUTS.items() if "read" in facets.split()])
    assert len(digest("read", values)) == 16
    with pytest.raises(KeyError, match=r"config\.limits"):
        digest("read", {name: one for name, one in values.items() if name != "config.limits"})
    with pytest.raises(KeyError, match="theme"):
        digest("read", values | {"theme": b""})


@pytest.mark.parametrize(
    ("line", "read_again", "rendered_again"),
    [
        ("", False, False),
        ("feed_size: 3", False, True),
        ("colour: '#123456'", False, True),
        ("pinyin: {仇和: qiu he}", True, True),
        ("limits: {post_bytes: 200000}", True, True),
        ("privacy: {mailbox: show}", True, True),
        ("publish: {targets: {web: {kind: dir, path: /srv/www}}}", False, False),
    ],
)
def test_a_setting_is_read_by_or_rendered_with(
    site: SiteFolder,
    monkeypatch: pytest.MonkeyPatch,
    line: str,
    read_again: bool,
    rendered_again: bool,
) -> None:
    read: list[str] = []
    load = Reader.load

    def counted(reader: Reader, path: str, *others: Any) -> Any:
        read.append(path)
        return load(reader, path, *others)

    monkeypatch.setattr(Reader, "load", counted)
    pages = site.build().rendered
    assert len(read) > 1
    read.clear()
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", f"{config}{line}\n")
    again = site.build()
    assert bool(read) is read_again
    assert again.rendered == (pages if rendered_again else 0)


@pytest.mark.parametrize(
    ("option", "rendered_again"),
    [({"relative": True}, True), ({"drafts": True}, True), ({"jobs": 2}, False)],
)
def test_an_option_is_rendered_with(
    site: SiteFolder, option: dict[str, Any], rendered_again: bool
) -> None:
    pages = site.build().rendered
    assert site.build(**option).rendered == (pages if rendered_again else 0)
