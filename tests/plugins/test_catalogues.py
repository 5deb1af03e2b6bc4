"""Catalogues of plug-ins: a missing or broken one is a problem, and plurals are translated."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.commands import command
from zhuanlan.core.catalogues import messages
from zhuanlan.core.i18n import translated
from zhuanlan.load.plugins import registry_for
from zhuanlan.testing import SmallSite

CODE = """
from pathlib import Path
def register(registry):
    registry.catalogues.add("own", {given})
"""
BESIDE = '{"zh-Hans": Path(__file__).with_name("%s")}'
PO = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=1; plural=0;\\n"

msgid "one bed"
msgid_plural "{n} beds"
msgstr[0] "{n} 张床"
"""


def with_catalogue(folder: Path, given: str) -> SmallSite:
    site = SmallSite(folder)
    site.use(site.write("given/own.py", CODE.replace("{given}", given)))
    site.post("news/a.md")
    return site


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (BESIDE % "no.mo", "cannot be read from plugins/no.mo: No such file or directory"),
        (BESIDE % "no.po", "cannot be read from plugins/no.po: No such file or directory"),
        (BESIDE % "bad.mo", "cannot be read from plugins/bad.mo: Bad magic number"),
        (BESIDE % "bad.po", "cannot be read from plugins/bad.po: "),
        ('{"en": 5}', "has 5, and not texts by texts"),
        ('{"en": {"a": 3}}', "has {'a': 3}, and not texts by texts"),
        ('{"fr": {}}', "has no language “fr”; allowed: zh-Hans, zh-Hant, en"),
    ],
)
@pytest.mark.parametrize("words", ["build", "check", "plugins"])
def test_one_that_is_broken_is_a_problem(tmp_path: Path, given: str, told: str, words: str) -> None:
    site = with_catalogue(tmp_path, given)
    for name in ("bad.mo", "bad.po"):
        (tmp_path / "plugins" / name).write_bytes(b"no catalogue")
    for language in ("zh_CN.UTF-8", "en_US.UTF-8"):  # it may be one of the messages' own
        shown = command(site.folder, words, LC_ALL=language)
        assert shown.returncode == 1
    said = shown.stdout + shown.stderr
    assert "plugins/own.py:4:1: " in said
    assert f"the catalogue of translations “own” {told}" in said


@pytest.mark.parametrize("kind", ["po", "mo"])
def test_plurals_are_translated(tmp_path: Path, kind: str) -> None:
    site = with_catalogue(tmp_path, BESIDE % f"zh.{kind}")
    made = BytesIO()
    write_mo(made, read_po(BytesIO(PO.encode())))
    given = PO.encode() if kind == "po" else made.getvalue()
    (tmp_path / "plugins" / f"zh.{kind}").write_bytes(given)
    for language, one in (("zh-Hans", "{n} 张床"), ("zh-Hant", "{n} 張牀"), ("en", "{n} beds")):
        assert messages(site.registry, language).ngettext("one bed", "{n} beds", 2) == one
    assert messages(site.registry, "zh-Hans").ngettext("one bed", "{n} beds", 1) == "{n} 张床"
    assert messages(site.registry, "en").ngettext("one bed", "{n} beds", 1) == "one bed"


def test_plurals_of_texts(tmp_path: Path) -> None:
    texts = '{"zh-Hans": {"one bed": "一张床", "{n} beds": "{n} 张床"}}'
    found = messages(with_catalogue(tmp_path, texts).registry, "zh-Hans")
    assert [found.ngettext("one bed", "{n} beds", n) for n in (1, 2)] == ["一张床", "{n} 张床"]
    assert found.ngettext("one seat", "{n} seats", 2) == "{n} seats"


def test_another_site_has_its_own_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    texts = '{"zh-Hans": {"one bed": "一张床"}}'
    assert with_catalogue(tmp_path / "one", texts).registry
    assert translated("one bed") == "一张床"
    registry_for(tmp_path / "other/config.yaml", tmp_path / "other/content")
    assert translated("one bed") == "one bed"
