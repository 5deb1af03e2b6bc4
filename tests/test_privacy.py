"""What contributors write about people: masked, refused, shown with a reason; children; consent."""

from __future__ import annotations

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
        "take it out, or declare it under privacy in config.yaml"
    ) in [problem.replace("told.md:2:8", "told.md:3:8") for problem in problems]
    assert not any(PHONE in problem for problem in problems), "a log is read by others, too"


def test_what_is_public_is_shown(told: SiteFolder) -> None:
    value = f"{PHONE[:3]}-{PHONE[3:7]}-{PHONE[7:]}"
    configured(told, f"privacy: {{public: [{{value: {value}, reason: 值班电话}}]}}\n")
    told.build()
    assert f"打{PHONE}" in told.page("spring/news/told.html")
    configured(told, "")
    assert "li@example.com" not in everything(told)


def test_an_exception_needs_a_reason(site: SiteFolder) -> None:
    configured(site, f"privacy: {{public: [{{value: '{PHONE}'}}]}}\n")
    assert "“privacy.public.1.reason” is missing" in site.problems()[0]


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
    assert all("“138****5678.txt” says too much about somebody" in one for one in problems)


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
        assert len(site.problems()) == 1

    def test_an_address_that_tells_the_name_is_refused(self, site: SiteFolder) -> None:
        self.story(site)
        file = site.root / "content/spring/exemplars/bag.md"
        file.rename(file.with_name("wang-xiao-ming.md"))
        assert "the address “wang-xiao-ming” tells the name that is hidden" in site.problems()[0]

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
