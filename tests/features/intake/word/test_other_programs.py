"""Files that LibreOffice wrote hold the same stories as the ones that it read."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.features.intake.word.cases import Case
from tests.features.intake.word.contents import CASES
from zhuanlan.features.intake.word import drafts

pytestmark = pytest.mark.tools

LOST = {
    "tracked-changes": "LibreOffice forgets that a row was deleted",
    "table-of-contents": "it writes the instructions of fields that span paragraphs as text",
    "breaks-tabs-and-hyphens": "it makes a paragraph of what is below a page break",
    "symbols": "it writes another character for one of an unknown font",
    "controls": "it joins controls",
    "wordart-and-old-picture": "it makes a text box of WordArt, and drops the alternative text",
}
"""What does not come back from LibreOffice, and why."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with each file as LibreOffice writes it, from ODT."""
    folder = tmp_path_factory.mktemp("written")
    for case in CASES:
        (folder / f"{case.name}.docx").write_bytes(case.data)
    soffice = shutil.which("soffice")
    assert soffice
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    for form, before in (("odt", "docx"), ("docx", "odt")):
        files = [str(folder / f"{case.name}.{before}") for case in CASES]
        run = [*command, "--convert-to", form, "--outdir", str(folder), *files]
        subprocess.run(run, check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_comes_back_as_it_was(case: Case, written: Path, tmp_path: Path) -> None:
    file = tmp_path / f"{case.name}.docx"
    file.write_bytes(case.data)
    [first], _ = drafts(file)
    [back], _ = drafts(written / f"{case.name}.docx")
    same = (first.title, first.body) == (back.title, back.body)
    assert same == (case.name not in LOST), back.body
