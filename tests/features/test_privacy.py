"""What contributors write about people: masked, refused, shown with a reason; children; consent."""

from __future__ import annotations

import html
import re
import unicodedata
import urllib.parse
from typing import Any

import pytest

from tests.conftest import SiteFolder
from tests.photos import photo

PHONE = "13812345678"


def configured(site: SiteFolder, text: str) -> None:
    site.write("config.yaml", (site.root / "config.yaml").read_text("utf-8") + text)


def everything(site: SiteFolder) -> str:
    """Return all that is published, as one text."""
    return "\n".join(data.decode("utf-8", "replace") for data in site.files().values())


@pytest.fixture
def told(site: SiteFolder) -> SiteFolder:
    """A site in which a number stands in every place where text may stand."""
    site.write("content/spring/news/a.jpg", photo(600, 400))
    site.write("content/spring/news/plan.txt", "附件")
    body = (
        f"# 标题{PHONE}\n\n打{PHONE}，或[拨打](tel:{PHONE})，[写信](mailto:li@example.com)。\n\n"
        f'![照片{PHONE}](a.jpg "说明{PHONE}")\n\n| 姓名 | 电话 |\n|---|---|\n| 某 | {PHONE} |\n\n'
        f'::attachment plan.txt "附件{PHONE}"\n\n`{PHONE}`\n\n&#49;3812345678\n'
    )
    site.post(
        "news/told.md",
        body,
        title=f"标题{PHONE}",
        subtitle=f"副题{PHONE}",
        summary=f"摘要{PHONE}",
        unit=f"单位{PHONE}",
        author=f"作者{PHONE}",
        editor=f"编辑{PHONE}",
        source=f"来源{PHONE}",
        tags=f"[标签{PHONE}]",
        cover=f"{{file: a.jpg, alt: 图{PHONE}, caption: 注{PHONE}}}",
        attachments=f"[{{file: plan.txt, title: 附{PHONE}}}]",
    )
    return site


@pytest.mark.parametrize("engine", ["comrak", "markdown"])
def test_it_is_masked_wherever_it_stands(told: SiteFolder, engine: str) -> None:
    configured(told, f"markdown: {{engine: {engine}}}\n")
    told.build()
    assert PHONE not in everything(told)
    assert "li@example.com" not in everything(told)
    page = told.page("spring/news/told.html")
    assert page.count("138****5678") > 15
    assert "tel:" not in page
    assert "mailto:" not in page


def test_it_is_refused_where_the_office_says_so(told: SiteFolder) -> None:
    configured(told, "privacy: {mobile: refuse, mailbox: show}\n")
    problems = told.problems()
    assert len(problems) > 10
    assert (
        "content/spring/news/told.md:3:8: a mobile number would be published: 138****5678; "
        "take it out, or declare it under contact in campaign.yaml or privacy in config.yaml"
    ) in [problem.replace("told.md:2:8", "told.md:3:8") for problem in problems]
    assert not any(PHONE in problem for problem in problems), "a log is read by others, too"


def test_what_is_public_is_shown(told: SiteFolder) -> None:
    value = f"{PHONE[:3]}-{PHONE[3:7]}-{PHONE[7:]}"
    configured(told, f"privacy: {{public: [{{value: {value}, reason: 值班电话}}]}}\n")
    told.build()
    assert f"打{PHONE}" in told.page("spring/news/told.html")
    configured(told, "")
    assert "li@example.com" not in everything(told)


def test_an_exception_may_do_without_a_reason(told: SiteFolder) -> None:
    configured(told, f"privacy: {{public: [{{value: '{PHONE}'}}]}}\n")
    told.build()
    assert f"打{PHONE}" in told.page("spring/news/told.html")


def test_another_setting_renders_anew(told: SiteFolder) -> None:
    told.build()
    configured(told, "privacy: {mobile: show}\n")
    told.build()
    assert f"打{PHONE}" in told.page("spring/news/told.html")


def test_names_of_files_cannot_be_masked(site: SiteFolder) -> None:
    site.write(f"content/spring/news/{PHONE}.txt", "附件")
    site.write(f"content/spring/news/p{PHONE[:1]}-{PHONE}.jpg", photo(600, 400))
    site.post("news/a.md", f'::attachment {PHONE}.txt "名单"\n', attachments=f"[{PHONE}.txt]")
    problems = site.problems()
    assert len(problems) == 2
    assert all("138****5678.txt” says too much about somebody" in one for one in problems)


@pytest.mark.parametrize(
    ("path", "keys", "body"),
    [
        (f"news/zhang-{PHONE}.md", {}, ""),
        (f"news/{PHONE}/index.md", {}, ""),
        ("news/a.md", {"aliases": f"old/{PHONE}.html"}, ""),
        ("news/a.md", {"attachments": f"[{PHONE}/plan.txt]"}, ""),
        ("news/a.md", {"attachments": f"[a{PHONE}.txt]"}, ""),
        ("news/a.md", {}, f"[名单]({PHONE}/plan.txt)\n"),
    ],
)
def test_nor_can_addresses(site: SiteFolder, path: str, keys: dict[str, Any], body: str) -> None:
    site.write(f"content/spring/news/{PHONE}/plan.txt", "附件")
    site.write(f"content/spring/news/a{PHONE}.txt", "附件")
    site.post(path, body or "正文。\n", **keys)
    [problem] = site.problems()
    assert "138****5678" in problem
    assert PHONE not in problem.partition(": ")[2]


@pytest.mark.parametrize("engine", ["comrak", "markdown"])
@pytest.mark.parametrize(
    "written",
    [
        "**138**12345678",
        "138<span>1234</span>5678",
        "~~138~~12345678",
        "138\n12345678",
        "１３８１２３４５６７８",
        "138&nbsp;1234&nbsp;5678",
        "138&#8203;12345678",
        "138<br>12345678",
        "13812345678<br>13812345678",
        "电话13812345678<br>2、地址",
        "1.<b>13812345678</b>2.<b>13812345678</b>",
        "**138**12345678[^1]",
    ],
)
def test_markup_within_a_number(site: SiteFolder, written: str, engine: str) -> None:
    configured(site, f"markdown: {{engine: {engine}}}\n")
    site.post("news/a.md", f"打{written}找他。\n\n下一段。[^1]\n\n[^1]: 注\n")
    site.build()
    page = site.page("spring/news/a.html")
    squeezed = unicodedata.normalize("NFKC", re.sub(r"<[^>]*>|\s|[\u200b\u00a0]", "", page))
    assert PHONE not in squeezed
    assert re.search(r"138[^0-9]{0,3}\*{4}", squeezed)
    assert "下一段" in page


def test_drawings_are_read_too(site: SiteFolder) -> None:
    """They cannot be masked, so they are refused."""
    text = '<text x="1" y="9">电话138<tspan>1234</tspan>5678</text>'
    site.write(
        "content/spring/news/map.svg",
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20">{text}</svg>',
    )
    site.post("news/a.md", "![地图](map.svg)\n")
    [problem] = site.problems()
    assert problem.startswith("content/spring/news/map.svg: the drawing shows a mobile number: ")
    assert PHONE not in problem
    configured(site, "privacy: {mobile: show}\n")
    site.build()


def test_what_the_office_declares_is_its_own(site: SiteFolder) -> None:
    configured(site, "footer: {contact: 0451-82345678}\n")
    site.build()
    assert "0451-82345678" in site.page("index.html")


class TestMinors:
    """A child is shown under no full name, and without a portrait, until somebody consented."""

    def story(self, site: SiteFolder, **keys: Any) -> None:
        site.write("content/spring/exemplars/p.jpg", photo(600, 400))
        person = {"name": "王小明", "minor": "yes", "pinyin": "Wang Xiaoming"} | keys
        matter = ", ".join(f"{key}: {value}" for key, value in person.items())
        body = '王小明今年十岁，**王小明**爱读书。\n\n![王小明在读书](p.jpg "王小明")\n'
        title, summary = "王小明的书包", "王小明背书包。"
        site.post("exemplars/bag.md", body, title=title, summary=summary, person=f"{{{matter}}}")

    def consent(self, site: SiteFolder, covers: str = "") -> None:
        given = "consents:\n- {person: 王小明, date: 2013-03-01, given_by: 王小明之母"
        site.write("ledgers/consents.yaml", f"{given}{covers}}}\n")

    def test_the_name_is_hidden_everywhere(self, site: SiteFolder) -> None:
        self.consent(site, ", covers: [portrait]")
        self.story(site)
        site.build()
        assert "王小明" not in everything(site)
        assert "xiaoming" not in everything(site).lower()
        assert "王某某的书包" in site.page("spring/exemplars/bag.html")

    def test_a_consent_shows_it(self, site: SiteFolder) -> None:
        self.story(site, portrait="{file: p.jpg, alt: 读书}")
        assert "no consent to show the portrait of a minor is recorded" in site.problems()[0]
        self.consent(site, ", covers: [portrait]")
        site.build()
        assert "王小明" not in everything(site)
        self.consent(site)
        site.build()
        assert "王小明的书包" in site.page("spring/exemplars/bag.html")
        assert "王小明之母" not in everything(site)
        (site.root / "ledgers/consents.yaml").unlink()
        assert len(site.problems()) == 1  # portrait and text show the same picture

    def test_an_address_that_tells_the_name_is_refused(self, site: SiteFolder) -> None:
        self.consent(site, ", covers: [portrait]")
        self.story(site)
        file = site.root / "content/spring/exemplars/bag.md"
        file.rename(file.with_name("wang-xiao-ming.md"))
        assert "the address “wang-xiao-ming” tells who somebody is" in site.problems()[0]

    @pytest.mark.parametrize(
        ("name", "file", "keys"),
        [
            ("王小明", "bag.md", {"aliases": "people/wang-xiao-ming.html"}),
            ("王小明", "bag.md", {"attachments": "[wangxiaoming.txt]"}),
            ("单田芳", "单田芳.md", {}),
            ("单田芳", "bag.md", {"slug": "shan-tianfang"}),
            ("曾国藩", "zeng-guo-fan.md", {}),
        ],
    )
    def test_whatever_the_reading(
        self, site: SiteFolder, name: str, file: str, keys: dict[str, Any]
    ) -> None:
        configured(site, "pinyin: {单田芳: shan tianfang}\n")
        site.write("content/spring/exemplars/wangxiaoming.txt", "附件")
        person = f"{{name: {name}, minor: true, pinyin: Zeng Guofan}}"
        site.post(f"exemplars/{file}", title="一个孩子", person=person, **keys)
        [problem] = site.problems()
        assert "tells who somebody is" in problem or "too much about somebody" in problem

    @pytest.mark.parametrize(
        "written",
        [
            "王 小明",
            "王　小明",
            "**王**小明",
            "王&nbsp;小明",
            "王&#8203;小明",
            "王\n小明",
            "王·小明",
        ],
    )
    def test_however_the_name_is_spaced(self, site: SiteFolder, written: str) -> None:
        site.write("content/spring/exemplars/p.jpg", photo(64, 48))
        body = f"{written}今年十岁。\n\n![{written.replace('**', '')}](p.jpg)\n"
        self.consent(site, ", covers: [portrait]")
        one_line = " ".join(written.replace("**", "").split("\n"))
        person = "{name: 王小明, minor: true}"
        site.post("exemplars/bag.md", body, tags=f"['{one_line}']", person=person)
        site.build()
        for path, data in site.files().items():
            text = html.unescape(data.decode("utf-8", "replace"))
            assert "王小明" not in re.sub(r"<[^>]*>|[\s\u200b·]", "", text), path
            assert "王小明" not in re.sub(r"[\s\u200b·]", "", text), path

    def test_the_anchor_goes_with_its_heading(self, site: SiteFolder) -> None:
        body = "## 王小明的事\n\n见[上文](#王小明的事)。王<br>小明。\n"
        site.post("exemplars/bag.md", body, person="{name: 王小明, minor: true}")
        site.build()
        page = site.page("spring/exemplars/bag.html")
        assert "王小明" not in html.unescape(urllib.parse.unquote(page))
        [anchor] = re.findall(r'href="#([^"]*某某[^"]*)"', urllib.parse.unquote(page))[:1]
        assert f'id="{anchor}"' in urllib.parse.unquote(page)

    @pytest.mark.parametrize("name", ["王　明", "王明（11岁）", "王 明"])
    def test_remarks_are_no_part_of_a_name(self, site: SiteFolder, name: str) -> None:
        person = f"{{name: '{name}', minor: true}}"
        site.post("exemplars/bag.md", "王明爱读书。\n", title="王明的书包", person=person)
        site.build()
        assert "王明" not in re.sub(r"\s", "", everything(site))

    def test_a_cover_is_a_portrait_too(self, site: SiteFolder) -> None:
        site.write("content/spring/exemplars/p.jpg", photo(64, 48))
        person, cover = "{name: 王小明, minor: true}", "{file: p.jpg, alt: 孩子}"
        site.post("exemplars/bag.md", person=person, cover=cover)
        assert "no consent to show the portrait of a minor is recorded" in site.problems()[0]

    def test_a_child_does_not_consent_alone(self, site: SiteFolder) -> None:
        self.story(site)
        consent = "consents: [{person: 王小明, date: 2013-03-01}]\n"
        site.write("ledgers/consents.yaml", consent)
        assert "no consent to show “p.jpg” in the story of a child" in site.problems()[0]
        site.post("exemplars/bag.md", "王小明爱读书。\n", person="{name: 王小明, minor: true}")
        site.build()
        assert "王小明" not in everything(site)
        site.write("ledgers/consents.yaml", consent.replace("2013-03-01", "2999-01-01"))
        assert "is dated 2999-01-01, which is still to come" in site.problems()[0]

    def test_everyone_may_be_asked(self, site: SiteFolder) -> None:
        configured(site, "privacy: {consent: everyone}\n")
        problems = site.problems()
        assert len(problems) == 1
        assert "no consent of “" in problems[0]

    def test_a_damaged_ledger_is_named(self, site: SiteFolder) -> None:
        site.write("ledgers/consents.yaml", "consents:\n- {persn: 王小明, date: 2013-03-01}\n")
        assert "ledgers/consents.yaml:2:4: unknown key “persn”; did you mean “person”?" in (
            site.problems()
        )

    def test_nothing_beside_the_site_is_passed_over(self, site: SiteFolder) -> None:
        """What was taken down must not come back because a file has another name."""
        ledgers = site.root / "ledgers"
        ledgers.mkdir()
        (ledgers / "takedowns.yaml").symlink_to("nowhere.yaml")
        assert site.problems() == ["ledgers/takedowns.yaml: the file does not exist"]
        (ledgers / "takedowns.yaml").unlink()
        site.write("ledgers/takedowns.yml", "takedowns: []\n")
        assert "takedowns.yml: this is no ledger that zhuanlan knows" in site.problems()[0]
        (ledgers / "takedowns.yml").unlink()
        ledgers.rmdir()
        site.write("ledgers", "a file")
        assert "ledgers: this is a file, not a folder" in site.problems()[0]
