"""All problems are told at once: those of every stage, in one list."""

from __future__ import annotations

import shutil
import unicodedata

import pytest
from PIL import Image

from tests.conftest import SiteFolder
from tests.photos import encoded
from zhuanlan.build.session import Session
from zhuanlan.check.run import check
from zhuanlan.core.i18n import translator
from zhuanlan.core.problems import ProblemError

SVG = "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"


COLUMNS = "columns:\n  - {slug: news, name: 动态, kind: news}\n"


def break_everything(site: SiteFolder) -> list[str]:
    """Put a mistake of each stage into a site; return what has to be told."""
    site.write("config.yaml", (site.root / "config.yaml").read_text("utf-8") + "colour: 红\n")
    site.write("content/autumn/campaign.yaml", f"title: 秋\ncolour: 黄\n{COLUMNS}")
    site.write("content/autumn/news/a.md", "---\ntitle: 秋\n---\n\n正文。\n")
    site.post("news/bad.md", "[x](gone.md)\n", region="哈尔宾市")
    site.post("news/link.md", "[好](first.md) [坏](bad.md) [无](nothing.md)\n", related="bad.md")
    site.post("news/far.md", "[秋](../../autumn/news/a.md)\n", slug="first")
    site.post("news/picture.md", "![图](a.svg) ![图](b.png)\n", attachments="[c.pdf]")
    site.write("content/spring/news/a.svg", SVG)
    site.write("content/spring/news/b.png", encoded(Image.new("RGB", (8, 8)), "PNG")[:40])
    site.write("content/spring/news/c.pdf", b"none")
    site.write("content/spring/news/old.markdown", "")
    site.write("themes/own/theme.yaml", "extends: default\n")
    site.write("themes/own/templates/404.html", "{% if %}\n")
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + "theme: own\n")
    return [
        "config.yaml:7:9: “红” is no colour",
        "content/autumn/campaign.yaml:2:9: “黄” is no colour",
        "content/autumn/news/a.md:2:1: “date” is missing",
        "content/spring/news/a.svg: the SVG holds more than a drawing",
        "content/spring/news/b.png: ",
        "content/spring/news/bad.md:4:9: unknown region",
        "content/spring/news/bad.md:7:5: “gone.md” does not exist",
        "content/spring/news/c.pdf: the file is no PDF",
        "content/spring/news/far.md: the address spring/news/first.html is also that of",
        "content/spring/news/link.md:7:31: “nothing.md” does not exist",
        "content/spring/news/old.markdown: this is not read under that name",
        "themes/own/templates/404.html:1:1: ",
    ]


def _same(told: list[str], expected: list[str]) -> bool:
    pairs = zip(sorted(told), expected, strict=False)
    return len(told) == len(expected) and all(one.startswith(other) for one, other in pairs)


def test_each_stage_tells_its_own(site: SiteFolder) -> None:
    expected = break_everything(site)
    told = site.problems()
    assert _same(told, expected), "\n".join(told)
    assert not (site.root / "output").exists()


@pytest.mark.usefixtures("processes")
def test_the_list_is_the_same_in_processes(site: SiteFolder) -> None:
    break_everything(site)
    expected = site.problems()
    assert site.problems(jobs=2) == expected
    shutil.rmtree(site.root / ".zhuanlan")
    assert site.problems(jobs=2) == expected


def test_the_list_is_the_same_after_a_good_build(site: SiteFolder) -> None:
    site.build()
    before = site.files()
    expected = break_everything(site)
    assert _same(site.problems(), expected)
    assert _same(site.problems(), expected)
    assert _same(site.problems(verify=True), expected)
    assert site.files() == before


def test_check_and_the_preview_tell_all(site: SiteFolder) -> None:
    session = Session(site.options())
    session.build()
    expected = break_everything(site)
    findings = check(site.options())
    assert {one.rule for one in findings} == {"problem"}
    assert _same(
        [one.problem.text(translator("en")).replace(f"{site.root}/", "") for one in findings],
        expected,
    )
    for changed in (["spring/news/bad.md"], ["spring/news/first.md"]):
        with pytest.raises(ProblemError) as caught:
            session.update(changed)
        assert _same(site.shown(caught.value.problems), expected)
    session.close()


def test_strict_builds_tell_what_is_not_signed_beside_the_rest(site: SiteFolder) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config + 'signoff: {columns: {"news": [editor]}}\n')
    site.post("news/bad.md", region="哈尔宾市")
    site.write("content/spring/news/unused.pdf", b"%PDF-")
    told = site.problems(strict=True)
    assert [text.partition(" ")[0] for text in told] == [
        "content/spring/news/bad.md:4:9:",
        "content/spring/news/first.md:",  # and that unused.pdf is unused, nobody knows
    ]


def test_what_a_faulty_declaration_hides_is_not_judged(site: SiteFolder) -> None:
    """A misspelt key may stand for the one that a post needs; all else is judged."""
    campaign = (site.root / "content/spring/campaign.yaml").read_text("utf-8")
    site.write("content/spring/campaign.yaml", campaign.replace("phases:", "phase:"))
    site.post("news/a.md", "[x](gone.md)\n", phase="启动")
    site.post("news/b.md", activity="撰错文")
    told = site.problems()
    assert [text.partition(" ")[0] for text in told] == [
        "content/spring/campaign.yaml:6:1:",
        "content/spring/news/a.md:7:5:",
        "content/spring/news/b.md:4:11:",
    ]


def test_a_parent_with_a_mistake_is_no_unknown_parent(site: SiteFolder) -> None:
    site.write("content/summer/campaign.yaml", "title: 夏\nparent: spring\n")
    site.write("content/autumn/campaign.yaml", "title: 秋\nparent: sprung\n")
    campaign = (site.root / "content/spring/campaign.yaml").read_text("utf-8")
    site.write("content/spring/campaign.yaml", campaign + "year: 一三\n")
    told = site.problems()
    assert len(told) == 2
    assert "unknown parent campaign “sprung”" in told[0]
    assert "year" in told[1]


def test_unread_settings_let_everything_through(site: SiteFolder) -> None:
    """Nobody knows the limits, nor what may be shown: neither is judged by what is usual."""
    site.write("config.yaml", "name: [\n")
    site.write("content/own.md", "---\ntitle: 页\n---\n\n[首页](nowhere.html)\n")
    site.post("news/a.md", "打 13812345678。\n", region="省农垦总局", phase="没有")
    site.post("news/b.md", "[x](gone.md)\n", titel="x")
    told = site.problems()
    assert [text.partition(" ")[0] for text in told] == [
        "config.yaml:1:7:",
        "content/spring/news/a.md:5:8:",
        "content/spring/news/b.md:4:1:",
        "content/spring/news/b.md:7:5:",
    ]


def test_nobody_knows_who_may_be_shown_without_the_ledgers(site: SiteFolder) -> None:
    """A ledger with a mistake ends the build with what is declared: no post is judged by it."""
    site.write("ledgers/takedowns.yaml", "takedowns: 一\n")
    campaign = (site.root / "content/spring/campaign.yaml").read_text("utf-8")
    site.write("content/spring/campaign.yaml", campaign + "year: 一三\n")
    site.post("news/a.md", "[x](gone.md)\n")
    told = site.problems()
    assert len(told) == 2
    assert told[0].startswith("content/spring/campaign.yaml:11:7:")
    assert told[1].startswith("ledgers/takedowns.yaml:1:12:")


def test_a_faulty_draft_and_its_files_wait(site: SiteFolder) -> None:
    site.post("news/a.md", "[x](gone.md) ![图](a.svg)\n", region="哈尔宾市", status="draft")
    site.write("content/spring/news/a.svg", SVG)
    assert len(site.problems()) == 1
    assert len(site.problems(drafts=True)) == 3


def test_links_to_files_under_a_wrong_name_are_not_dead(site: SiteFolder) -> None:
    site.write("content/spring/news/a.markdown", "")
    (site.root / "photos").mkdir()
    (site.root / "content/spring/news/photos").symlink_to(site.root / "photos")
    site.post("news/b.md", "[x](a.md) [y](a.markdown) ![图](photos/1.jpg)\n")
    assert [text.partition(" ")[0] for text in site.problems()] == [
        "content/spring/news/a.markdown:",
        "content/spring/news/photos:",
    ]


def test_suggestions_name_faulty_posts_too(site: SiteFolder) -> None:
    site.post("news/spring-one.md", region="哈尔宾市")
    site.post("news/b.md", "[x](spring-on.md)\n")
    assert "did you mean “spring-one.md”?" in site.problems()[0]


NFC, NFD = (unicodedata.normalize(form, "café") for form in ("NFC", "NFD"))


@pytest.mark.parametrize(
    ("one", "other", "unicode_form"),
    [
        (f"news/{NFC}.md", f"news/{NFD}.md", True),
        (f"news/{NFC}.pdf", f"news/{NFD}.pdf", True),
        (f"news/{NFC}.jpg", f"news/{NFD}.jpg", True),
        (f"news/{NFC}/a.jpg", f"news/{NFD}/b.jpg", True),
        ("news/Photo.JPG", "news/photo.jpg", False),
        ("news/a.md", "news/A.md", False),
        (f"news/{NFC}/index.md", f"news/{NFD.upper()}/index.md", False),
    ],
)
def test_names_that_are_one_elsewhere(
    site: SiteFolder, one: str, other: str, unicode_form: bool
) -> None:
    for path in (one, other):
        site.post(path)
    twins = [text for text in site.problems() if "” and “" in text]
    assert len(twins) == 1
    form = "Unicode forms" if unicode_form else "capitals do not count"
    assert form in twins[0]
    names = [
        next(a for a, b in zip(x.split("/"), y.split("/"), strict=True) if a != b)
        for x, y in ((one, other), (other, one))
    ]
    for name in names:
        assert f"“{name.replace(chr(0x301), '[U+0301]')}”" in twins[0]


def test_links_to_the_other_name_are_not_dead(site: SiteFolder) -> None:
    site.post("news/a.md", "[x](B.md) [y](b.md)\n")
    site.post("news/b.md")
    site.post("news/B.md")
    assert len(site.problems()) == 1
