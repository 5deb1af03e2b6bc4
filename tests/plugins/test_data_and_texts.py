"""Imports write all or nothing; rows of a table have the line of their start; plug-ins' texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from zhuanlan.features.intake import drafts
from zhuanlan.features.intake.bundles import Bundle
from zhuanlan.features.intake.receiving import receive
from zhuanlan.features.intake.reception import reception
from zhuanlan.load.data import load_data
from zhuanlan.testing import NOW, SmallSite

TELEPHONE = """
from zhuanlan.plugin import BodyPass, Directive, Settings
def duty(given, use):
    return "电话13812345678"
def register(registry):
    registry.directives.add("duty", Directive("duty", Settings, duty))
"""
TWO = """
from zhuanlan.plugin import Draft, Importer
def two(file):
    return [Draft("甲", "正文。", files={"a.jpg": b"a"}), Draft("乙", "正文。")], []
def register(registry):
    registry.importers.add("two", Importer((".two",), two))
"""


def test_an_import_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = SmallSite(tmp_path)
    site.use(site.write("given/own.py", TWO))
    bundle = Bundle(site.write("a.two", "x"), "a.two")
    place = tmp_path / "content", tmp_path / "config.yaml"
    office = reception(*place, NOW, "spring", "exemplars")
    real, written = drafts.replaced, []

    def full(path: Path, data: bytes) -> None:
        if len(written) == 2:
            raise OSError(28, "No space left on device", str(path))
        written.append(path)
        real(path, data)

    monkeypatch.setattr(drafts, "replaced", full)
    [problem] = receive(bundle, office).problems
    assert problem.values["reason"] == "No space left on device"
    assert len(written) == 2
    assert not (tmp_path / "content/spring/exemplars").exists()
    assert not (tmp_path / "sources").exists()
    monkeypatch.setattr(drafts, "replaced", real)
    assert len(receive(bundle, office).received) == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a,b\n"x\ny",1\n"p\nq\nr"\n', 4),
        ('a,b\n1,2\n"open\nand\nno end', 3),
        ("a,b\n\n1,2\n3\n", 4),
    ],
)
def test_a_row_has_the_line_of_its_start(tmp_path: Path, text: str, line: int) -> None:
    (tmp_path / "t.csv").write_text(text, "utf-8")
    _, [problem] = load_data(tmp_path, ["t.csv"])
    assert problem.line == line


def test_texts_of_plug_ins_are_looked_at_for_personal_data(tmp_path: Path) -> None:
    site = SmallSite(tmp_path)
    site.use(site.write("given/own.py", TELEPHONE))
    site.post("news/a.md", "::duty\n")
    found: list[Any] = site.check("personal-data")
    assert [one.problem.values["value"] for one in found] == ["138****5678"]


def test_an_edited_pass_makes_texts_again(tmp_path: Path) -> None:
    site = SmallSite(tmp_path)
    code = (
        "from zhuanlan.plugin import BodyPass\ndef register(registry):\n"
        "    registry.body_passes.add('m', BodyPass('m', lambda html, source: html + '{}'))\n"
    )
    site.use(site.write("given/own.py", code.format("一二")))
    site.post("news/a.md")
    site.build()
    site.write("plugins/own.py", code.format("三四"))
    site.build()
    assert "三四" in site.page("spring/news/a.html")
