"""The files of reports: what they must not hold, and what they must not overwrite."""

from __future__ import annotations

import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.conftest import SITES, SiteFolder
from tests.features.reports.made import command
from zhuanlan.cli import main
from zhuanlan.model.report import FORMATS

CANARY = "金丝雀"
SECRETS = (CANARY, "13912345678", "82345678", "7654321", "1234567", "桦南", "张小宝")
BOOKS = """books:
  - slug: visits
    name: 走访
    columns:
      - {slug: unit, name: 单位, type: unit}
      - {slug: people, name: 人数, type: number, counts: [人]}
      - {slug: contact, name: 联系人, public: false}
      - {slug: phone, name: 电话, public: false}
      - {slug: cost, name: 花费, type: number, counts: [元], public: false}
      - {slug: place, name: 地点, type: region, public: false}
  - slug: ledger
    name: 金丝雀台账
    public: false
    columns:
      - {slug: name, name: 姓名}
      - {slug: number, name: 数目, type: number, counts: [件]}
  - {slug: roster, name: 联系人名册, kind: roster}
  - {slug: tasks, name: 报送事项, kind: tasks}
  - {slug: inner, name: 内部事项, kind: tasks, public: false}
"""
ROWS = {
    "visits": f"单位,人数,联系人,电话,花费,地点\n乙馆,5,{CANARY},13912345678,7654321,桦南县\n",
    "ledger": f"姓名,数目\n{CANARY},1234567\n",
    "roster": f"单位,姓名,电话\n甲馆,{CANARY},0451-82345678\n",
    "inner": f"事项,报送单位,报送至,截止时间\n{CANARY},甲馆,省,2013-03-04\n",
    "tasks": "事项,报送单位,报送至,截止时间\n名单,甲馆,省,2013-03-04\n",
}


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """A site with a canary in each place that only the office sees."""
    root = tmp_path_factory.mktemp("guarded")
    shutil.copytree(SITES / "minimal", root, dirs_exist_ok=True)
    site = SiteFolder(root)
    declared = (root / "content/spring/campaign.yaml").read_text("utf-8")
    site.write("content/spring/campaign.yaml", declared + BOOKS)
    for slug, rows in ROWS.items():
        site.write(f"content/spring/books/{slug}.csv", rows)
    site.post("news/draft.md", title=f"{CANARY}草稿", status="draft", date="2013-03-06")
    child = {"title": "张小宝拾金不昧", "minors": "[{name: 张小宝, age: 9}]", "date": "2013-03-06"}
    site.post("news/child.md", "张小宝把钱包交给了老师。\n", **child)
    config = (root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", f'{config}signoff: {{columns: {{"*": [editor]}}}}\n')
    return site


def _parts(file: Path) -> dict[str, str]:
    """Return the texts of a file, and of the files that are packed in it."""
    data = {file.name: file.read_bytes()}
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(BytesIO(data[file.name])) as archive:
            data = {f"{file.name}/{name}": archive.read(name) for name in archive.namelist()}
    return {name: one.decode("utf-8", "replace") for name, one in data.items()}


def test_what_only_the_office_sees_is_in_no_public_report(
    guarded: SiteFolder, tmp_path: Path
) -> None:
    asked = [f"--format={','.join(FORMATS)}", f"--output={tmp_path}", "-q"]
    assert main(command(guarded.root, *asked)) == 0
    files = sorted(tmp_path.iterdir())
    assert len(files) == len(FORMATS)
    found = [
        (name, secret)
        for file in files
        for name, text in _parts(file).items()
        for secret in SECRETS
        if secret in text
    ]
    assert not found


def test_internal_reports_have_names_of_their_own(guarded: SiteFolder, tmp_path: Path) -> None:
    """So that one never takes the place of the report that is sent out."""
    asked = ["--format=html,csv", f"--output={tmp_path}", "-q"]
    assert main(command(guarded.root, *asked)) == 0
    before = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    assert main(command(guarded.root, "--internal", *asked)) == 0
    after = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    assert sorted(after) == [
        *("spring-internal.csv.zip", "spring-internal.html", "spring.csv.zip", "spring.html")
    ]
    assert {name: after[name] for name in before} == before
    office = "".join(_parts(tmp_path / "spring-internal.html").values())
    assert all(secret in office for secret in (CANARY, "桦南"))
    tables = _parts(tmp_path / "spring-internal.csv.zip")
    marked = {name.partition("/")[2] for name, text in tables.items() if CANARY in text}
    assert marked == {"deadlines-internal.csv", "sources-internal.csv"}
    assert "spring-internal.csv.zip/regions.csv" in tables
    assert "张小宝" not in office  # the site shows no child's name, and neither does this


def test_a_summary_that_somebody_has_written_on_stays(
    guarded: SiteFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--format=markdown,html", f"--output={tmp_path}", "-q"]
    assert main(command(guarded.root, "--tables=regions", *asked)) == 0
    assert main(command(guarded.root, *asked)) == 0  # untouched: it is made again
    written = tmp_path / "spring.md"
    newest = (tmp_path / "spring.html").read_bytes()
    written.write_text("我们写的小结\n", "utf-8")
    capsys.readouterr()
    assert main(command(guarded.root, "--tables=regions", *asked)) == 1
    assert f"{written}: 这个文件生成后有人改过" in capsys.readouterr().err
    assert written.read_text("utf-8") == "我们写的小结\n"
    assert (tmp_path / "spring.html").read_bytes() == newest  # all or none
    written.rename(tmp_path / "ours.md")
    assert main(command(guarded.root, "--tables=regions", *asked)) == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == ["ours.md", "spring.html", "spring.md"]


def test_all_or_none(guarded: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full at the second file leaves the first as it was."""
    asked = ["--format=markdown,html", f"--output={tmp_path}", "-q"]
    assert main(command(guarded.root, "--tables=regions", *asked)) == 0
    before = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    real = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if self.suffix == ".html":
            raise OSError(28, "No space left on device", str(self))
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    assert main(command(guarded.root, *asked)) == 1
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == before


def test_a_file_that_cannot_be_replaced_leaves_all_as_they_were(
    guarded: SiteFolder, tmp_path: Path
) -> None:
    asked = ["--format=markdown,html", f"--output={tmp_path}", "-q"]
    (tmp_path / "spring.html").mkdir()
    assert main(command(guarded.root, *asked)) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["spring.html"]


@pytest.mark.parametrize("place", ["content/spring", "themes/mine", "output/a", "in/../content"])
def test_places_that_could_be_published(
    guarded: SiteFolder,
    place: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(guarded.root)
    assert main(command(guarded.root, "--format=json", f"--output={place}")) == 1
    assert "汇报不能放在" in capsys.readouterr().err


def test_a_file_where_the_folder_should_be(
    guarded: SiteFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "reports").write_text("", "utf-8")
    words = command(guarded.root, "--format=json", f"--output={tmp_path / 'reports'}")
    assert main(words) == 1
    assert "reports" in capsys.readouterr().err
