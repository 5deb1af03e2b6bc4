"""Rules are switched off for a line, a post, a column or a site, with a reason."""

from __future__ import annotations

from tests.check.defects import DEFECTS
from tests.check.spring import CAMPAIGN, CAMPAIGN_PATH, CONFIG, Defect, post, spoil, told
from tests.conftest import SiteFolder


class TestSwitches:
    """A rule is switched off for a line, a post, a column or a site, with a reason."""

    WRONG = "我们要再接再励。"

    def test_for_a_line(self, sound: SiteFolder) -> None:
        sound.write(*next(iter(post("a", self.WRONG + " <!-- ignore: word 引用原文 -->").items())))
        assert told(sound) == []
        sound.write(*next(iter(post("a", "<!-- ignore: word 原文 -->\n" + self.WRONG).items())))
        assert told(sound) == []
        assert "ignore" not in (sound.root / ".zhuanlan/check/spring/news/a.html").read_text()

    def test_a_reason_is_needed(self, sound: SiteFolder) -> None:
        spoil(sound, Defect("", post("a", "<!-- ignore: word -->\n" + self.WRONG)))
        assert [line.split()[0] for line in told(sound)] == ["problem"]

    def test_for_a_post_a_column_or_the_site(self, sound: SiteFolder) -> None:
        spoil(sound, Defect("", post("a", self.WRONG, ignore="{word: 引用原文}")))
        assert told(sound) == []
        spoil(sound, Defect("", post("a", self.WRONG)))
        assert len(told(sound)) == 1
        column = "{slug: news, name: 动态, kind: news"
        ignoring = column + ", ignore: {word: 都是引文}"
        sound.write(CAMPAIGN_PATH, CAMPAIGN.replace(column, ignoring))
        assert told(sound) == []
        sound.write(CAMPAIGN_PATH, CAMPAIGN)
        entry = "{rule: word, path: spring/news/*, reason: 都是引文}"
        sound.write("config.yaml", f"{CONFIG}check: {{ignore: [{entry}]}}\n")
        assert told(sound) == []
        sound.write("config.yaml", CONFIG + "check: {ignore: [{rule: wrod, reason: 引文}]}\n")
        assert "config.yaml:4:25: unknown rule “wrod”; did you mean “word”?" in told(sound)[0]

    def test_a_build_does_not_warn_either(self, sound: SiteFolder) -> None:
        spoil(sound, DEFECTS["unused-file"])
        assert sound.build().warnings
        entry = "{rule: unused-file, path: spring/news/*.txt, reason: 备查}"
        sound.write("config.yaml", f"{CONFIG}check: {{ignore: [{entry}]}}\n")
        assert not sound.build(strict=True).warnings
