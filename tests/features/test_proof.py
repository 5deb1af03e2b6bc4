"""送审稿: what readers would see, on paper, with the sheet that is signed, and inert."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import SiteFolder
from tests.photos import WHOSE, photo
from zhuanlan.cli import main
from zhuanlan.features.proof import pdf
from zhuanlan.features.proof.pdf import find_chromium, pdf_of
from zhuanlan.features.signoff.ledger import text_digest

POST = "content/spring/news/plant.md"


@pytest.fixture
def office(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> SiteFolder:
    monkeypatch.chdir(site.root)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    site.write("content/spring/news/a.jpg", photo(600, 400))
    site.post(
        "news/plant.md",
        "三百人上山，电话13812345678。\n\n![植树](a.jpg)\n\n[启动](first.md)\n",
        title="植树",
        unit="哈尔滨市文明办",
        region="哈尔滨市",
    )
    return site


def made(site: SiteFolder, *more: str) -> str:
    assert main(["proof", POST, "--html", "--date", "2013-06-01", *more]) == 0
    return (site.root / "proofs/spring/news/plant.html").read_text("utf-8")


def digest(site: SiteFolder) -> str:
    return text_digest((site.root / POST).read_bytes(), POST)


def test_the_sheet_names_what_is_approved(
    office: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    page = made(office)
    assert capsys.readouterr().out.strip() == str(Path("proofs/spring/news/plant.html"))
    sheet = page.partition('<section class="sheet">')[2].partition("</section>")[0]
    assert f"zhuanlan sign {POST} --as" in sheet
    for text in ("送审单", "植树", "哈尔滨市文明办", "哈尔滨市", "春风行动", digest(office)):
        assert text in sheet, text
    assert sheet.count("<tr><th>") >= 6
    for reading in ("一审", "二审", "三审"):
        assert reading in sheet
    head, foot = (re.findall(rf"<{one}><tr><td>(.*?)</td>", page)[0] for one in ("thead", "tfoot"))
    assert "送审稿" in head  # both stand on each page
    assert digest(office)[:23] in foot
    assert "138****5678" in page
    assert "13812345678" not in page
    assert "<p><a>启动</a></p>" in page
    assert not list(office.root.glob("output/**"))


def test_readings_are_filled_from_the_ledger(office: SiteFolder) -> None:
    assert main(["sign", POST, "--as", "drafter", "--name", "示例甲"]) == 0
    assert main(["sign", POST, "--as", "editor", "--name", "示例乙"]) == 0
    page = made(office)
    assert "<td>示例甲</td>" in page
    assert "<td>示例乙</td>" in page
    assert "重签" not in page
    (office.root / POST).write_text((office.root / POST).read_text("utf-8") + "又一句。\n", "utf-8")
    page = made(office)
    assert "<td>示例甲</td>" not in page
    assert page.count("重签") == 2


def test_pictures_are_in_it_and_nothing_is_loaded(office: SiteFolder) -> None:
    page = made(office)
    (address,) = re.findall(r'<img src="(data:image/jpeg;base64,[^"]+)"', page)
    assert len(address) > 1000
    assert WHOSE not in page
    assert not re.findall(r'(?:src|href)="(?!data:|https?:)', page)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    style = page.partition("<style>")[2].partition("</style>")[0]
    own = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.replace("&#39;", "'") == (
        f"default-src 'none'; img-src data:; style-src 'sha256-{own}'; base-uri 'none'"
    )


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("title", "'</title><script>alert(1)</script>'"),
        ("unit", "'\"><img src=x onerror=alert(1)>'"),
        ("summary", "'{{ 7 * 7 }}</style><script>x</script>'"),
        ("corrections", "{date: 2013-03-06, wrong: <script>a</script>, right: <b onclick=a>}"),
    ],
)
def test_hostile_texts_stay_texts(office: SiteFolder, key: str, text: str) -> None:
    body = '文<b onclick="a()">字</b> <a href="https://example.org/" onmouseover="a">链</a>\n'
    office.post("news/plant.md", body, **{key: text})
    page = made(office)
    assert "<script" not in page
    assert not re.search(r"<[^>]*\son\w+\s*=", page)
    assert "49</" not in page


def test_labels_and_corrections_are_seen(office: SiteFolder) -> None:
    office.post(
        "news/plant.md",
        '![海报](a.jpg)\n\n::video f.mp4 "片"\n\n::attachment b.pdf\n',
        ai="{text: assisted, pictures: [a.jpg]}",
        corrections="{date: 2013-03-06, wrong: 三百人, right: 二百人}",
        cover="{file: a.jpg, alt: 海报}",
        repealed="2013-05-01",
    )
    page = made(office)
    assert "已废止 2013-05-01" in page
    assert page.count('<span class="ai-mark">人工智能生成</span>') == 2
    assert '<span class="ai-mark">人工智能辅助生成</span>' in page
    assert "二百人" in page
    assert "f.mp4" in page
    assert "<video" not in page
    assert "b.pdf" in page


def test_only_its_own_mistakes_keep_it(
    office: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    office.post("news/other.md", date="nie")
    made(office)
    office.post("news/plant.md", "![没有](nowhere.jpg)\n", date="2013-13-01")
    assert main(["proof", POST, "--html"]) == 1
    assert f"{POST}:3:" in capsys.readouterr().err
    office.post("news/plant.md", "![没有](nowhere.jpg)\n")
    assert main(["proof", POST, "--html"]) == 1
    assert f"{POST}:6:7" in (err := capsys.readouterr().err)
    assert "nowhere.jpg" in err


def test_a_draft_may_be_read(office: SiteFolder) -> None:
    office.post("news/plant.md", status="draft")
    assert "送审稿" in made(office)


@pytest.mark.parametrize(
    "path",
    [
        "content/spring/campaign.yaml",
        "content/../secret.md",
        "config.yaml",
        "content/spring/news/no.md",
    ],
)
def test_nothing_else_has_a_proof(office: SiteFolder, path: str) -> None:
    office.write("secret.md", "---\ntitle: a\n---\n\nb\n")
    assert main(["proof", path, "--html"]) == 1
    assert not (office.root / "proofs").exists()


def test_a_link_is_not_followed(office: SiteFolder) -> None:
    (office.root / "content/spring/news/link.md").symlink_to(office.root / POST)
    assert main(["proof", "content/spring/news/link.md", "--html"]) == 1


def test_it_does_not_lie_in_the_content(office: SiteFolder) -> None:
    assert main(["proof", POST, "--html", "--output", "content/spring"]) == 1


def test_without_chromium_it_is_html(
    office: SiteFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pdf, "find_chromium", lambda: None)
    assert main(["proof", POST]) == 0
    shown = capsys.readouterr()
    assert shown.out.strip().endswith("plant.html")
    assert "HTML" in shown.err
    monkeypatch.setattr(pdf, "find_chromium", lambda: shutil.which("true"))
    assert main(["proof", POST]) == 0  # one that makes nothing
    assert capsys.readouterr().out.strip().endswith("plant.html")


@pytest.mark.tools
@pytest.mark.skipif(find_chromium() is None, reason="needs Chromium")
def test_chromium_makes_a_pdf(office: SiteFolder) -> None:
    office.post("news/plant.md", "很长的一段。\n\n" * 120, title="植树")
    chromium = find_chromium()
    assert chromium
    data = pdf_of(made(office).encode(), chromium)
    assert data
    assert data.startswith(b"%PDF-")
    pages = max(int(count) for count in re.findall(rb"/Count (\d+)", data))
    assert pages >= 4
