"""A defect for each rule of `check`."""

from __future__ import annotations

from tests.check.spring import CAMPAIGN_PATH, STORY, STORY_PATH, Defect, instead, post
from tests.photos import photo

FORM = """\
books:
  - slug: report
    name: 统计表
    kind: form
    settings: {items: [{name: 座谈会, categories: [{name: 召开, counts: [次]}]}]}
"""

DEFECTS: dict[str, Defect] = {
    "problem": Defect(
        "content/spring/news/switch.md:7:1",
        post("switch", "<!-- ignore: wrod 引文 -->\n正文。"),
        "unknown rule “wrod”; did you mean “word”?",
    ),
    "address": Defect(
        "ledgers/published.txt:1:1",
        {"ledgers/published.txt": "spring/news/vanished.html\ta.md\t旧稿\t\t\t2013-05-01\n"},
        "the address spring/news/vanished.html of “旧稿” would lead nowhere: a.md has it no longer",
    ),
    "link-fragment": Defect(
        "content/spring/news/fragment.md:7:16",
        post("fragment", "见[那一段](plant.md#nowhere)。"),
        "there is no place “#nowhere” on that page",
    ),
    "page-tags": Defect(
        "config.yaml",
        {"config.yaml": instead('footer: {site_id: "0000000000"}\n', "")},
        "the page index.html has no tag SiteIDCode",
    ),
    "date-year": Defect(
        "content/spring/news/old.md:3:7",
        post("old", date="0013-05-20", phase="start", ignore='{date-phase: "示例"}'),
        "the year 0013 lies before 1900",
    ),
    "title-repeated": Defect(
        "content/spring/news/twice.md:7:1",
        post("twice", "# twice\n\n正文。"),
        "the text begins with its title, which stands above it already",
    ),
    "run-together": Defect(
        "content/spring/news/long.md:9:1",
        post("long", "开头。\n\n" + "\n".join(["三百人上山植树，种下了两千棵树苗。"] * 25)),
        "25 lines become one paragraph of more than 400 characters",
    ),
    "wechat": Defect(
        "content/spring/news/wechat.md:9:1",
        post("wechat", "正文。\n\n点击上方蓝字关注我们"),
        "speaks to readers of WeChat",
    ),
    "caption": Defect(
        "content/spring/news/caption.md:9:1",
        post("caption", "正文。\n\n图1：植树现场"),
        "“图1” stands here without a picture",
    ),
    "code-prose": Defect(
        "content/spring/news/code.md:9:1",
        post("code", "正文。\n\n```\n三百多名志愿者来到北山，一天种下两千棵树苗。\n```"),
        "this Chinese text is shown as code",
    ),
    "text-blank": Defect(
        "content/spring/news/blank.md:2:1", post("blank", " "), "there is no text"
    ),
    "layout-dropped": Defect(
        "content/spring/news/layout.md:7:5",
        post(
            "layout", '三月五日<font color="red">上山</font>，<span style="color:red">植树</span>。'
        ),
        "“<font>” is taken away; readers see the words without it (2 such tags)",
    ),
    "unused-file": Defect(
        "content/spring/news/forgotten.txt", {"content/spring/news/forgotten.txt": "忘了。"}
    ),
    "picture-text": Defect(
        "content/spring/news/silent.md:7:5",
        {
            **post("silent", "![](silent.jpg)"),
            "content/spring/news/silent.jpg": photo(600, 400),
        },
        "“silent.jpg” has no text that says what it shows",
    ),
    "picture-small": Defect(
        "content/spring/news/tiny.jpg",
        {
            **post("tiny", "![一棵小树](tiny.jpg)"),
            "content/spring/news/tiny.jpg": photo(120, 80),
        },
        "the picture is 120 pixels wide, less than 400",
    ),
    "picture-large": Defect(
        "content/spring/news/large.jpg",
        {
            **post("large", "![一片树林](large.jpg)"),
            "content/spring/news/large.jpg": photo(500, 400) + b"\0" * 300_000,
            "config.yaml": lambda text: text + "check: {limits: {picture_bytes: 300000}}\n",
        },
        "the file has 0.3 MB, more than 0.3",
    ),
    "ai-label": Defect(
        "content/spring/news/poster.jpg",
        {
            **post("poster", "![一张海报](poster.jpg)", ai="{pictures: [poster.jpg]}"),
            "content/spring/news/poster.jpg": photo(600, 400),
        },
        "the picture is declared AI-generated, its file has no AIGC label",
    ),
    "word": Defect(
        "content/spring/news/word.md:7:4",
        post("word", "我们要再接再励。"),
        "“再接再励” is not written here; write “再接再厉”",
    ),
    "name": Defect(
        f"{STORY_PATH}:11:1",
        {STORY_PATH: instead("\n单田树送信", "\n单田书送信")},
        "“单田书” sounds like “单田树”, of whom the story tells",
    ),
    "role": Defect(
        "content/spring/exemplars/two.md:7:9",
        {
            "content/spring/exemplars/two.md": STORY.replace("乡村邮递员", "乡邮递员")
            .replace("2013-03-10", "2013-03-11")
            .replace("title: 送信人", "title: 又见送信人")
        },
        "the role “乡邮递员” is “乡村邮递员” in other stories",
    ),
    "name-alike": Defect(
        "content/spring/exemplars/three.md:6:9",
        {
            "content/spring/exemplars/three.md": STORY.replace("单田树", "单田标")
            .replace("2013-03-10", "2013-03-12")
            .replace("title: 送信人", "title: 送信路上")
        },
        "“单田标” is nearly “单田树” of another story of the same place",
    ),
    "title-twice": Defect(
        "content/spring/news/double.md:2:8",
        post("double", title="成对") | post("single", title="成对", date="2013-05-19"),
        "single.md has the same title in the same column",
    ),
    "key-chinese": Defect(
        "content/spring/news/keys.md:5:1",
        post("keys", 来源="示例"),
        "“来源”",
    ),
    "unit": Defect(
        "content/spring/news/unit.md:5:7",
        post("unit", unit="哈尔宾市文明办"),
        "the campaign declares no unit “哈尔宾市文明办”; did you mean “哈尔滨市文明办”?",
    ),
    "document-number": Defect(
        "content/spring/news/number.md:7:8",
        post("number", "根据川工发办字[2012]第015号文件。"),
        "write “川工发办字〔2012〕15号”",
    ),
    "date-phase": Defect(
        "content/spring/news/phase.md",
        post("phase", phase="start"),
        "the date 2013-05-20 lies outside phase “启动”",
    ),
    "date-order": Defect(
        "content/spring/news/order.md:5:13",
        post("order", publish_at="2013-05-10"),
        "it appears before its date, 2013-05-20",
    ),
    "date-text": Defect(
        "content/spring/news/day.md:7:3",
        post("day", "定于2013年5月20日（星期三）开会。"),
        "2013-05-20 was 星期一",
    ),
    "punctuation": Defect(
        "content/spring/news/width.md:7:3",
        post("width", "今天,我们上山。"),
        "write “今天，我们上”",
    ),
    "return-blank": Defect(
        "content/spring/books/report/a.csv A4",
        {
            CAMPAIGN_PATH: instead("columns:\n", f"{FORM}columns:\n"),
            "content/spring/books/report/a.csv": "单位：哈尔滨市文明办,地区：哈尔滨市,\n"
            "时间：2013年,,\n"
            "项目,类别,数量\n座谈会,召开,\n",
        },
        "the return holds no figure and no date of receipt; it counts as returned",
    ),
    "personal-data": Defect(
        "content/spring/news/phone.md:7:3",
        post("phone", "请打13812345678。"),
        "a mobile number is shown as 138****5678",
    ),
    "child-named": Defect(
        "content/spring/news/class.md:7:2",
        post("class", "请三年级（2）班的张小明同学发言。"),
        "the class “三年级（2）班” and the full name “张小明” tell who a child is",
    ),
    "summary": Defect("content/spring/news/bare.md:2:1", post("bare", summary="")),
    "review-due": Defect(
        f"{CAMPAIGN_PATH}:11:59",
        {CAMPAIGN_PATH: instead("date: 2013-02-28}", "date: 2013-02-28, review_by: 2013-05-01}")},
        "it was to be reviewed by 2013-05-01",
    ),
    "unconfirmed": Defect(
        "content/spring/news/letter.md:6:51",
        post(
            "letter",
            status="draft",
            imported='{file: 来稿.docx, digest: "1a", confirm: [{field: unit, value: 某单位}]}',
        ),
        "the draft waits for somebody to confirm “unit”: 某单位",
    ),
    "fresh-home": Defect("config.yaml", says="the newest post is"),
    "fresh-column": Defect(f"{CAMPAIGN_PATH}:5:24", says="the newest of “动态” is"),
    "column-blank": Defect(
        f"{CAMPAIGN_PATH}:7:25",
        {CAMPAIGN_PATH: instead("phases:", "  - {slug: works, name: 作品, kind: works}\nphases:")},
        "the column “作品” has no posts",
    ),
    "phase-blank": Defect(
        f"{CAMPAIGN_PATH}:9:26",
        {
            CAMPAIGN_PATH: instead(
                "  - {slug: advance",
                "  - {slug: middle, name: 中途, when: 月底}\n  - {slug: advance",
            )
        },
        "the phase “中途” has begun and has no posts",
    ),
    "page-weight": Defect(
        "content/spring/news/heavy.md",
        {
            **post("heavy", "字" * 200_000),
            "config.yaml": lambda text: text + "check: {limits: {page_bytes: 500000}}\n",
        },
        "more than 0.5",
    ),
}
"""One for each rule, but for links to other sites."""
