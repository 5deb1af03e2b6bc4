"""The numbers of each golden file are those that LibreOffice prints, but where it deviates."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.features.intake.word.cases import Case
from tests.features.intake.word.numbers import CASES
from zhuanlan.features.intake.word import read

pytestmark = pytest.mark.tools


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the text of each file's PDF, by its name; one run of LibreOffice prints them all."""
    folder = tmp_path_factory.mktemp("printed")
    for case in CASES:
        (folder / f"{case.name}.docx").write_bytes(case.data)
    soffice, pdftotext = shutil.which("soffice"), shutil.which("pdftotext")
    assert soffice
    assert pdftotext
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder)]
    files = [str(folder / f"{case.name}.docx") for case in CASES]
    subprocess.run([*command, *files], check=True, capture_output=True)
    texts = {}
    for case in CASES:
        made = [pdftotext, "-layout", str(folder / f"{case.name}.pdf"), "-"]
        shown = subprocess.run(made, check=True, capture_output=True, text=True)
        texts[case.name] = "".join(shown.stdout.split())
    return texts


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_libreoffice_prints_the_same(case: Case, printed: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(case.data)
    document = read(file)
    shown = "".join(
        (f"{block.start}." if block.list == "ol" else "") + block.text for block in document.blocks
    )
    wanted = re.sub("[\uf0b7•]", "", printed[case.name])
    same = "".join(shown.split()) == wanted
    assert same == (not case.deviates), (shown, wanted)
