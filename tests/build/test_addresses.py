"""Addresses stay: what readers know is found again, redirected, or said to be gone by a person."""

from __future__ import annotations

import shutil

import pytest

from tests.conftest import SiteFolder
from tests.office import FIRST, Published, published
from zhuanlan.load.published import read_published


@pytest.fixture
def office(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> Published:
    """A site in a folder of its own, published once."""
    return published(site, monkeypatch)


ALIAS = "aliases: [spring/news/first.html]\n"


def test_the_first_publication_is_silent_and_recorded(office: Published) -> None:
    known = {one.address: one for one in read_published(office.root / "ledgers")}
    assert {"spring/", "spring/news/", "spring/news/first.html"} <= known.keys()
    first = known["spring/news/first.html"]
    assert first[1:4] == ("spring/news/first.md", "植树", "2013-03-05T00:00:00")
    assert first.since == office.date
    assert not office.check()
    before = office.ledger.read_bytes()
    assert office.publish("--date", "2013-06-02") == 0
    assert office.ledger.read_bytes() == before


def test_a_renamed_post_gets_its_old_address_as_an_alias(office: Published) -> None:
    office.move("news/first.md", "news/planting.md")
    before = office.source("news/planting.md").read_text("utf-8")
    [line] = office.check()
    assert line.startswith("content/spring/news/planting.md:4:1: error: ")
    assert "readers know this as spring/news/first.html, which would lead nowhere" in line
    assert office.publish() == 1
    assert "spring/news/first.html" in office.said
    assert "not published" in office.said
    assert not (office.root.parent / "www/current/spring/news/planting.html").exists()
    assert not office.check("--fix")
    mended = office.source("news/planting.md").read_text("utf-8")
    assert mended == before.replace("\n---\n", f"\n{ALIAS}---\n", 1)
    assert office.publish() == 0, office.said
    assert "planting.html" in office.live("spring/news/first.html")
    office.source("news/planting.md").write_text(before, "utf-8")  # the alias stays, too
    [line] = office.check()
    assert line.startswith("content/spring/news/planting.md:4:1")


def test_a_moved_post_is_known_by_title_and_date_or_by_its_text(office: Published) -> None:
    office.move("news/first.md", "exemplars/planted/index.md")
    office.post(
        "exemplars/planted/index.md", FIRST + "\n又及。\n", title="植树", person="{name: 李四}"
    )
    [line] = office.check()
    assert line.startswith("content/spring/exemplars/planted/index.md:5:1")
    assert not office.check("--fix")
    assert office.publish() == 0, office.said
    assert "exemplars/planted.html" in office.live("spring/news/first.html")
    office.source("exemplars/planted/index.md").unlink()
    office.post("news/again.md", FIRST + "\n又及。\n", title="上山植树")
    [line] = office.check("--fix") or ["mended"]
    assert line == "mended"
    text = office.source("news/again.md").read_text("utf-8")
    assert "aliases: [spring/exemplars/planted.html, spring/news/first.html]" in text


def test_moved_back(office: Published) -> None:
    office.move("news/first.md", "news/planting.md")
    office.check("--fix")
    assert office.publish() == 0, office.said
    office.source("news/planting.md").unlink()
    office.post("news/first.md", FIRST, title="植树")
    assert not office.check("--fix")
    assert "aliases: [spring/news/planting.html]" in office.source("news/first.md").read_text()


def test_nothing_is_mended_without_proof(office: Published) -> None:
    office.source("news/first.md").unlink()
    office.post("news/other.md", "另一件事。\n", title="修路")
    [line] = office.check("--fix")
    assert line.startswith("ledgers/published.txt:")
    assert "the address spring/news/first.html of “植树” would lead nowhere" in line
    assert "spring/news/first.md has it no longer" in line
    assert "aliases" not in office.source("news/other.md").read_text("utf-8")


def test_of_two_that_fit_equally_none_is_chosen(office: Published) -> None:
    office.source("news/first.md").unlink()
    for name in ("a", "b"):
        office.post(f"news/{name}.md", FIRST, title="上山植树")
    [line] = office.check("--fix")
    assert "it may be one of spring/news/a.md, spring/news/b.md now" in line
    assert "write aliases: [spring/news/first.html] in the right one" in line
    office.post("news/b.md", FIRST, title="植树")  # agrees in all
    assert not office.check("--fix")
    assert ALIAS in office.source("news/b.md").read_text("utf-8")


def test_a_post_that_was_there_before_is_not_the_moved_one(office: Published) -> None:
    office.post("news/second.md", "见附件。\n", title="通知一")
    office.post("news/third.md", "见附件。\n", title="通知二")
    assert office.publish() == 0, office.said
    office.source("news/third.md").unlink()
    [line] = office.check("--fix")
    assert "spring/news/third.md has it no longer" in line


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("aliases: [a.html]\n", "aliases: [spring/news/first.html, a.html]\n"),
        ("aliases: []\n", ALIAS),
        ("aliases: a.html\n", "aliases: [a.html, spring/news/first.html]\n"),
        ("aliases:\n  - a.html\n", "aliases:\n  - spring/news/first.html\n  - a.html\n"),
        ("aliases:\n- a.html\n", "aliases:\n- spring/news/first.html\n- a.html\n"),
        ("editor: 李四\n", f"editor: 李四\n{ALIAS}"),
    ],
)
@pytest.mark.parametrize(("end", "encoding"), [("\n", "utf-8"), ("\r\n", "gb18030")])
def test_all_else_stays_to_the_byte(
    office: Published, written: str, mended: str, end: str, encoding: str
) -> None:
    office.source("news/first.md").unlink()
    head = "---\ntitle:  植树\ndate: 2013-03-05\n"
    text = f"{head}{written}---\n{FIRST}".replace("\n", end).encode(encoding)
    office.write("content/spring/news/planting.md", text)
    assert not office.check("--fix")
    wanted = f"{head}{mended}---\n{FIRST}".replace("\n", end).encode(encoding)
    assert office.source("news/planting.md").read_bytes() == wanted


def test_an_alias_that_cannot_be_added_safely_is_asked_for(office: Published) -> None:
    office.source("news/first.md").unlink()
    office.post("news/planting.md", FIRST, title="植树", aliases='"a.html"')
    [line] = office.check("--fix")
    assert "add it to aliases" in line
    assert 'aliases: "a.html"\n' in office.source("news/planting.md").read_text("utf-8")


def test_a_renamed_column_and_campaign(office: Published) -> None:
    office.post("news/second.md", "修路三十里。\n", title="修路")
    assert office.publish() == 0, office.said
    (office.root / "content/spring").rename(office.root / "content/chun")
    campaign = office.root / "content/chun/campaign.yaml"
    text = campaign.read_text("utf-8").replace("slug: news", "slug: xinwen")
    campaign.write_text(text, "utf-8")
    (office.root / "content/chun/news").rename(office.root / "content/chun/xinwen")
    lines = office.check()
    assert sum("readers know this as" in line for line in lines) == 3
    assert any("redirects: and below it, indented, spring/: chun/" in line for line in lines)
    assert any("spring/news/: chun/xinwen/" in line for line in lines)
    assert all(line.startswith(("config.yaml: ", "content/chun/")) for line in lines)
    lines = office.check("--fix")
    assert len(lines) == 3
    config = (office.root / "config.yaml").read_text("utf-8")
    pairs = "spring/: chun/, spring/news/: chun/xinwen/, spring/exemplars/: chun/exemplars/"
    office.write("config.yaml", f"{config}redirects: {{{pairs}}}\n")
    assert not office.check()
    assert office.publish() == 0, office.said
    assert "chun/xinwen/first.html" in office.live("spring/news/first.html")


def test_a_deleted_post_is_gone_when_a_person_says_so(office: Published) -> None:
    office.source("news/first.md").unlink()
    for more in ((), ("--all",), ("--dry-run",)):
        assert office.publish(*more) == 1
        assert "ledgers/published.txt:" in office.said
        assert "zhuanlan takedown --gone spring/news/first.html" in office.said
        assert "植树" in office.live("spring/news/first.html")
    assert office.run("takedown", "spring/news/first.html") == 1
    assert "write --gone" in office.said
    assert office.run("takedown", "--gone", "spring/news/first.html", "--reason", "重复") == 0
    ledger = (office.root / "ledgers/takedowns.yaml").read_text("utf-8")
    assert "spring/news/first.html" in ledger
    assert "source" not in ledger
    assert not office.check()
    assert office.publish() == 0, office.said
    assert "noindex" in office.live("spring/news/first.html")
    assert "first.html" not in office.ledger.read_text("utf-8")
    assert office.run("server", "nginx") == 0
    [line] = [line for line in office.said.splitlines() if "first.html" in line]
    assert "410" in line
    office.post("news/first.md", "新的。\n", title="新的")  # another post at the old address
    assert office.run("build") == 1
    assert "ledgers/takedowns.yaml" in office.said


def test_what_answers_is_not_gone(office: Published) -> None:
    assert office.run("takedown", "--gone", "spring/news/first.html") == 1
    assert "spring/news/first.html is an address of the site as it is" in office.said
    assert office.run("takedown", "--gone", "../x") == 1
    assert not (office.root / "ledgers/takedowns.yaml").exists()


@pytest.mark.parametrize(
    "word", [{"status": "draft"}, {"expires_at": "2013-05-01"}, {"publish_at": "2013-07-01"}]
)
def test_what_is_withdrawn_on_purpose_may_go(office: Published, word: dict[str, str]) -> None:
    office.post("news/first.md", FIRST, title="植树", **word)
    assert not office.check()
    assert office.publish() == 0, office.said
    assert not (office.root.parent / "www/current/spring/news/first.html").exists()
    office.source("news/first.md").unlink()  # nobody has it any more
    assert not office.check()
    assert office.publish() == 0, office.said


def test_a_date_in_the_future_withdraws_nothing(office: Published) -> None:
    office.post("news/first.md", FIRST, title="植树", date="2013-09-05")
    [line] = office.check()
    assert line.startswith("content/spring/news/first.md:3:7: error: ")
    assert "until its date, 2013-09-05; correct the date" in line
    assert office.publish() == 1


def test_taken_down_posts_answer(office: Published) -> None:
    assert office.run("takedown", "spring/news/first.html") == 0
    assert not office.check()
    assert office.publish() == 0, office.said
    assert "植树" not in office.ledger.read_text("utf-8")


def test_a_check_of_an_earlier_day_knows_nothing_later(office: Published) -> None:
    assert not office.check("--date", "2013-03-01")


def test_without_a_ledger_the_host_tells_what_readers_have(office: Published) -> None:
    shutil.rmtree(office.root / "ledgers")
    office.source("news/first.md").unlink()
    assert not office.check()
    assert office.publish() == 1
    assert "readers know the address spring/news/first.html" in office.said
    assert office.said.count("would lead nowhere") == 1  # no list is named
    assert office.run("takedown", "--gone", "spring/news/first.html") == 0
    assert office.publish() == 0, office.said


def test_all_public_targets_have_one_ledger(office: Published) -> None:
    office.post("news/trial.md", "试一试。\n", title="试")
    assert office.run("publish", "test") == 0
    assert "trial" not in office.ledger.read_text("utf-8")
    office.source("news/trial.md").unlink()
    office.source("news/first.md").unlink()
    assert not any("trial" in line for line in office.check())
    assert office.run("publish", "test") == 0
    config = (office.root / "config.yaml").read_text("utf-8")
    office.write("config.yaml", config.replace(", public: false", ""))
    assert office.run("publish", "test") == 1
    assert "spring/news/first.html" in office.said


def test_several_at_once(office: Published) -> None:
    for name in ("b", "c"):
        office.post(f"news/{name}.md", f"这是{name}。\n", title=name)
    assert office.publish() == 0, office.said
    for name in ("first", "b"):
        office.source(f"news/{name}.md").unlink()
    gone = ("spring/news/first.html", "https://example.org/spring/news/b.html")
    assert office.run("takedown", "--gone", *gone, gone[0]) == 0
    assert office.run("takedown", "spring/news/c.html", "spring/news/nowhere.html") == 1
    assert "spring/news/nowhere.html" in office.said
    assert office.run("takedown", "spring/news/c.html", "spring/news/c.md") == 0
    assert (office.root / "ledgers/takedowns.yaml").read_text("utf-8").count("- ") == 6
    assert office.publish() == 0, office.said
    for name in ("first", "b", "c"):
        assert "noindex" in office.live(f"spring/news/{name}.html")


def test_a_column_of_the_same_name_elsewhere_is_not_suggested(office: Published) -> None:
    other = "title: 秋风行动\nscope: 黑龙江省\ncolumns: [{slug: news, name: 动态, kind: news}]\n"
    office.write("content/autumn/campaign.yaml", other)
    campaign = office.root / "content/spring/campaign.yaml"
    text = campaign.read_text("utf-8").replace("slug: news, name: 动态", "slug: xw, name: 新闻")
    campaign.write_text(text, "utf-8")
    office.source("news").rename(office.source("xw"))
    [line] = [line for line in office.check("--fix") if "spring/news/ " in line]
    assert line.startswith("ledgers/published.txt:")
    assert "autumn" not in line


def test_a_rule_that_is_switched_off_does_not_refuse(office: Published) -> None:
    office.source("news/first.md").unlink()
    config = (office.root / "config.yaml").read_text("utf-8")
    off = "check: {ignore: [{rule: address, reason: 全站改版，旧网址不留}]}\n"
    office.write("config.yaml", config + off)
    assert not office.check()
    assert office.publish() == 0, office.said


def test_a_taken_alias_is_not_answered_by_another_slug_alone(site: SiteFolder) -> None:
    """Another slug would move the address that readers know."""
    site.post("news/x.md", aliases="[spring/news/x.html]")
    [problem] = site.problems()
    assert problem.endswith("give one of them another slug, or take it out of aliases")
