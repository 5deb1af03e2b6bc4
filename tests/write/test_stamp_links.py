"""Stamps see through symbolic links: a file that one leads to may change while the link stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import SiteFolder
from zhuanlan.write.stamp import fingerprint, unchanged


@pytest.mark.parametrize("place", ["data/names.csv", "plugins/own.py", "themes/own/theme.yaml"])
def test_a_change_of_what_a_link_leads_to_breaks_the_stamp(site: SiteFolder, place: str) -> None:
    target = site.root / "elsewhere/file"
    site.write("elsewhere/file", "a: b\n")
    link = site.root / place
    link.parent.mkdir(parents=True)
    link.symlink_to(target)
    _age(site.root)
    site.build()
    assert unchanged(site.options(), fingerprint(site.options()))
    before = fingerprint(site.options())
    site.write("elsewhere/file", "a: c\n# changed\n")
    os.utime(target, (_LONG_AGO + 60, _LONG_AGO + 60))
    assert fingerprint(site.options()) not in ("", before)
    assert not unchanged(site.options(), fingerprint(site.options()))


_LONG_AGO = 1_000_000_000


def _age(root: Path) -> None:
    """Let all files and links of a site be old."""
    for file in root.rglob("*"):
        os.utime(file, (_LONG_AGO, _LONG_AGO), follow_symlinks=False)
