"""The disc edition: what is on it, what did not fit, and the files to hand on."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import zipfile
from pathlib import Path
from shutil import which

import pycdlib
import pytest

from tests.conftest import SiteFolder
from tests.photos import photo
from zhuanlan.cli import main

SMALL, LARGE = 20_000, 400_000


@pytest.fixture
def office(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> SiteFolder:
    """A site with a picture, and attachments of which the largest does not fit."""
    config = (site.root / "config.yaml").read_text("utf-8")
    config = config.replace("search: false", "search: true\nprecompress: true")
    site.write("config.yaml", config + "disc: {media_bytes: 100000}\n")
    site.write("content/spring/news/p.jpg", photo(900, 600))
    site.write("content/spring/news/small.zip", b"PK" + bytes(SMALL))
    site.write("content/spring/news/large.mp4", b"\0\0\0\x18ftyp" + bytes(LARGE))
    body = '![植树](p.jpg)\n\n::attachment small.zip "方案"\n\n::attachment large.mp4 "录像"\n'
    site.post("news/planting.md", body, title="植树", region="道里区", unit="某单位")
    monkeypatch.chdir(site.root)
    return site


def made(*more: str) -> int:
    return main(["build", "--edition", "disc", "-q", "--date", "2013-06-01", *more])


def contents(disc: Path) -> dict[str, bytes]:
    return {
        file.relative_to(disc).as_posix(): file.read_bytes()
        for file in disc.rglob("*")
        if file.is_file() and file.name != ".zhuanlan.json"
    }


def test_what_is_on_it(office: SiteFolder) -> None:
    assert made() == 0
    disc = office.root / "disc"
    files = contents(disc)
    assert "spring/news/small.zip" in files
    assert "spring/news/large.mp4" not in files
    assert not [path for path in files if path.endswith((".gz", ".br"))]
    assert not [path for path in files if path.startswith("pagefind/")]
    start = files["start.html"].decode()
    assert "没有收入光盘" in start
    assert 'href="https://example.org/spring/news/large.mp4"' in start
    page = files["spring/news/planting.html"].decode()
    assert 'href="https://example.org/spring/news/large.mp4"' in page
    assert 'href="small.zip"' in page
    assert "small.zip" not in start
    for path, data in files.items():
        if path.endswith(".html"):
            assert b'type="module"' not in data
            assert not re.search(rb'(?:src|href)="/', data), path
    entries = json.loads(files["search-data.js"].decode().partition(" = ")[2].rstrip(";\n"))
    [entry] = [one for one in entries if one[0] == "植树"]
    assert entry[1] == "spring/news/planting.html"
    assert "道里区" in entry[2]
    assert "某单位" in entry[3]


def test_it_is_made_anew_when_something_changed(office: SiteFolder) -> None:
    assert made() == 0
    before = contents(office.root / "disc")
    assert made("--verify") == 0
    assert contents(office.root / "disc") == before
    config = (office.root / "config.yaml").read_text("utf-8")
    office.write("config.yaml", config.replace("100000", "1000000"))
    assert made() == 0
    files = contents(office.root / "disc")
    assert "spring/news/large.mp4" in files
    assert "没有收入光盘" not in files["start.html"].decode()
    assert main(["build", "-q", "--date", "2013-06-01"]) == 0  # the site on the web is another
    assert "start.html" not in office.files()
    assert any(path.startswith("pagefind/") for path in office.files())


def test_a_zip_to_hand_on(office: SiteFolder, tmp_path: Path) -> None:
    one, other = tmp_path / "one.zip", tmp_path / "other.zip"
    assert made("--zip", str(one)) == 0
    assert made("--zip", str(other)) == 0
    assert one.read_bytes() == other.read_bytes()
    files = contents(office.root / "disc")
    with zipfile.ZipFile(one) as packed:
        assert packed.testzip() is None
        held = {name: packed.read(name) for name in packed.namelist()}
    sums = held.pop("SHA256SUMS").decode().splitlines()
    assert held == files
    assert {line.split("  ")[1]: line.split("  ")[0] for line in sums} == {
        path: hashlib.sha256(data).hexdigest() for path, data in files.items()
    }
    assert made("--zip", str(other), "--date", "2200-01-01") == 0  # later than a ZIP can tell


def test_an_image_to_burn(office: SiteFolder, tmp_path: Path) -> None:
    file = tmp_path / "disc.iso"
    assert made("--iso", str(file)) == 0
    files = contents(office.root / "disc")
    image = pycdlib.PyCdlib()
    image.open(str(file))
    for way in ("joliet_path", "rr_path"):
        held = {}
        for folder, _, names in image.walk(**{way: "/"}):
            for name in names:
                data = io.BytesIO()
                path = f"{folder.rstrip('/')}/{name}"
                image.get_file_from_iso_fp(data, **{way: path})
                held[path.lstrip("/")] = data.getvalue()
        assert held.pop("SHA256SUMS").decode().count("\n") == len(files)
        assert held == files
    image.close()
    if which("xorriso"):
        listed = ["xorriso", "-indev", str(file), "-find", "/", "-type", "f"]
        told = subprocess.run(listed, capture_output=True, text=True, check=True).stdout
        assert "'/spring/news/planting.html'" in told
    assert [*tmp_path.glob(".disc.iso*")] == []


def test_names_that_no_disc_takes(
    office: SiteFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office.post(f"news/{'long-' * 14}name.md", title="长名")
    assert made("--iso", str(tmp_path / "disc.iso")) == 1
    assert "64" in capsys.readouterr().err
    assert not (tmp_path / "disc.iso").exists()
    assert made("--zip", str(tmp_path / "disc.zip")) == 0


def test_they_are_for_discs(office: SiteFolder, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["build", "--zip", str(tmp_path / "x.zip")])
    assert stopped.value.code == 2


def test_a_site_without_anything(tmp_path: Path, site: SiteFolder) -> None:
    for file in (site.root / "content").rglob("*.md"):
        file.unlink()
    site.build(edition="disc", relative=True, output=site.root / "disc")
    assert "start.html" in contents(site.root / "disc")
