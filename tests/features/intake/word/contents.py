"""Cases of everything in a file but its numbers."""

# ruff: noqa: E501 (Chinese text, which counts double)
from __future__ import annotations

from tests.features.intake.word.building import (
    box,
    deleted,
    docx,
    either,
    field,
    level,
    lists,
    merged,
    old_box,
    p,
    picture,
    png,
    r,
    style,
    tbl,
    tracked,
)
from tests.features.intake.word.cases import Case

_TITLE = p("雷锋精神在社区", jc="center", bold=True, size=44)
_TEXT = p("　　三百名志愿者（示例）上山植树。")
_BOX = p("编者按：本期讲述三个故事。")
_LINK = '<w:hyperlink r:id="a">' + r("省文明网") + "</w:hyperlink>"
_GROUP = (
    '<w:drawing><wp:inline><wp:docPr id="3" name="组合 1"/><a:graphic><a:graphicData uri="g"><wpg:wgp>'
    f"<wps:wsp><wps:txbx><w:txbxContent>{p('左栏三句话。')}</w:txbxContent></wps:txbx></wps:wsp>"
    f"<wpg:grpSp><wps:wsp><wps:txbx><w:txbxContent>{p('右栏两句话。')}</w:txbxContent></wps:txbx></wps:wsp>"
    "</wpg:grpSp></wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing>"
)
_RULE = '<w:vMerge w:val="restart"/>'
_CAPTION = p("图1：志愿者（示例）在植树", jc="center")
_CHART = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="4" name="图表 1"/><a:graphic><a:graphicData uri="c">'
    '<c:chart r:id="rx"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)
_SMART = _CHART.replace("c:chart", "dgm:relIds")
_OLE = (
    '<w:r><w:object><v:shape><v:imagedata r:id="p1" o:title=""/></v:shape>'
    '<o:OLEObject Type="Embed" ProgID="Excel.Sheet.12"/></w:object></w:r>'
)
_SYMBOLS = (
    '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    + r("已完成")
    + '<w:r><w:sym w:font="Wingdings 3" w:char="F071"/></w:r>'
)
_RUBY = (
    "<w:r><w:ruby><w:rubyPr/><w:rt>"
    + r("zhuān")
    + "</w:rt><w:rubyBase>"
    + r("专")
    + "</w:rubyBase>"
    "</w:ruby></w:r>"
)
_CONTROL = (
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
    + r("单击此处输入姓名")
    + "</w:sdtContent></w:sdt><w:sdt><w:sdtPr/><w:sdtContent>"
    + r("王示例")
    + "</w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
    + r("（填好了）")
    + "</w:sdtContent></w:sdt>"
)
_TOC = (
    "<w:sdt><w:sdtPr/><w:sdtContent>"
    + '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText>'
    + '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    + '<w:hyperlink w:anchor="_Toc1">'
    + r("一、总体要求")
    + field("PAGEREF _Toc1", r("3"))
    + "</w:hyperlink></w:p>"
    + p(r("二、主要任务") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    + "</w:sdtContent></w:sdt>"
)


def _pictures(body: str, *names: str, **more: object) -> bytes:
    media = {name: png(n * 60) for n, name in enumerate(names or ("p1",))}
    return docx(body, media=media, **more)  # type: ignore[arg-type]


def _note(n: int, text: str) -> str:
    return f'<w:footnote w:id="{n}">{p("<w:r><w:footnoteRef/></w:r>" + r(text))}</w:footnote>'


CASES = [
    Case("title-and-subtitle", docx(_TITLE + p("——记示例社区志愿服务队", jc="center") + _TEXT)),
    Case(
        "title-on-two-lines",
        docx(
            p("关于开展学雷锋志愿服务", jc="center", size=44)
            + p("活动的通知", jc="center", size=44)
            + p("各有关单位：")
            + _TEXT
        ),
    ),
    Case(
        "red-head",
        docx(
            p("示例县精神文明建设指导委员会办公室文件", jc="center", bold=True, size=52)
            + p("示文明办〔2012〕12号", jc="center")
            + p("关于印发《学雷锋活动方案》的", jc="center", size=44)
            + p("通知", jc="center", size=44)
            + p("各乡镇党委：")
            + _TEXT
        ),
    ),
    Case(
        "newsletter",
        docx(
            p("学雷锋活动简报", jc="center", bold=True, size=72)
            + p("第3期", jc="center")
            + p("示例县文明办　　　2012年3月5日")
            + p("百名志愿者走进社区", jc="center", bold=True, size=36)
            + _TEXT
        ),
    ),
    Case(
        "title-by-style",
        docx(
            p("学雷锋活动纪实", style="T") + _TEXT + p("示例社区", jc="right"),
            parts={"styles": style("T", "Title")},
        ),
    ),
    Case(
        "typed-headings",
        docx(
            _TITLE
            + p("一、总体要求")
            + _TEXT
            + p("（一）指导思想")
            + p("以志愿服务为载体，推动惠民服务。")
            + p("1.加强领导")
            + p("各单位要高度重视，精心组织。")
            + p("二、活动安排")
            + p("（一）启动阶段；")
            + p("（二）推进阶段；")
            + p("（三）总结阶段。")
        ),
    ),
    Case(
        "headings-by-style",
        docx(
            _TITLE
            + p("总体要求", style="1")
            + _TEXT
            + p("指导思想", style="A")
            + p("以志愿服务为载体。"),
            parts={
                "styles": style("1", "heading 1")
                + style("2", "heading 2", "<w:pPr><w:outlineLvl w:val='1'/></w:pPr>")
                + style("A", "我的标题", '<w:basedOn w:val="2"/>')
            },
        ),
    ),
    Case(
        "bold-titles",
        docx(_TITLE + p("走进社区", bold=True) + _TEXT + p("走进校园", bold=True) + p("学生们听得入神。")),
    ),
    Case(
        "bold-words",
        docx(
            _TITLE
            + p(r("他说：") + r("“做好事", "<w:b/>") + r("不难”", "<w:b/>") + r("，大家鼓掌。"))
            + p(r("本来加粗", '<w:rStyle w:val="S"/>') + r("这里取消", '<w:rStyle w:val="S"/><w:b w:val="0"/>')),
            parts={"styles": style("S", "Strong", "<w:rPr><w:b/></w:rPr>", "character")},
        ),
    ),
    Case(
        "slanted-struck-and-raised",
        docx(
            _TITLE
            + p(
                r("面积10m")
                + r("2", '<w:vertAlign w:val="superscript"/>')
                + r("，CO")
                + r("2", '<w:vertAlign w:val="subscript"/>')
                + r("减少，")
                + r("原计划", "<w:strike/>")
                + r("《日记》", "<w:i/>")
                + r("在此", '<w:u w:val="single"/>')
            )
        ),
    ),
    Case("signs-of-markdown", docx(_TITLE + p("长*宽*高，IMG_2013_0305.jpg，<雷锋日记>，3月1日~31日。") + p("# 话题") + p("1. 不是列表"))),
    Case(
        "breaks-tabs-and-hyphens",
        docx(
            _TITLE
            + p(
                r("时间：三月五日")
                + "<w:r><w:br/></w:r>"
                + r("地点：")
                + "<w:r><w:tab/></w:r>"
                + r("文化广场")
                + "<w:r><w:br w:type='page'/></w:r>"
                + r("电\u00ad话")
                + "<w:r><w:softHyphen/><w:noBreakHyphen/></w:r>"
                + r("略")
            )
        ),
    ),
    Case("text-box", docx(_TITLE + p(f"<w:r>{box(_BOX)}</w:r>" + r("正文从这里开始。")))),
    Case("old-text-box", docx(_TITLE + p(f"<w:r>{old_box(_BOX)}</w:r>" + r("正文从这里开始。")))),
    Case("text-box-in-both-forms", docx(_TITLE + p(either(box(_BOX), old_box(_BOX)) + r("正文从这里开始。")))),
    Case("grouped-shapes", docx(_TITLE + p(f"<w:r>{_GROUP}</w:r>") + _TEXT)),
    Case(
        "simple-table",
        docx(_TITLE + tbl(["姓名", "事迹|备注"], ["王示例", "二十年送信"], ["李示例", ""]) + _TEXT),
    ),
    Case(
        "merged-table",
        docx(
            _TITLE
            + tbl(
                [merged('<w:gridSpan w:val="2"/>', "统计表"), "数量"],
                [merged(_RULE, "志愿服务"), "植树", "三百"],
                [merged("<w:vMerge/>"), "敬老", "二十"],
            )
        ),
    ),
    Case("layout-table", docx(_TITLE + tbl(["本期导读：春风送暖。"]) + _TEXT)),
    Case(
        "pictures-in-a-table",
        _pictures(_TITLE + tbl([p(picture("p1")), p(picture("p2"))], ["植树现场", "敬老院里"]), "p1", "p2"),
    ),
    Case("table-in-a-table", docx(_TITLE + tbl(["单位", "情况"], ["示例社区", tbl(["甲", "乙"]) + p("完")]))),
    Case(
        "list-in-a-table",
        docx(
            _TITLE + tbl(["任务", "要求"], ["植树", p("种得活。", num=(1, 0)) + p("管得住。", num=(1, 0))]),
            parts=lists(level(0, "chineseCounting", "%1、")),
        ),
        ["一、", "二、"],
    ),
    Case(
        "tracked-changes",
        docx(
            _TITLE
            + p(r("共有") + tracked("del", deleted("二百")) + tracked("ins", r("三百")) + r("人参加。"))
            + p(r("这一段的") + "", more=f"<w:rPr>{tracked('del', '')}</w:rPr>")
            + p("结尾连到这里。")
            + p(tracked("moveFrom", r("移走的话。"), 5) + r("留下的话。"))
            + p(tracked("moveTo", r("移走的话。"), 6))
            + "<w:tbl><w:tr><w:tc>" + p("甲队") + "</w:tc><w:tc>" + p("五人") + "</w:tc></w:tr><w:tr><w:trPr>"
            + tracked("del", "") + "</w:trPr><w:tc>" + p("丙队") + "</w:tc><w:tc>" + p("九人") + "</w:tc></w:tr>"
            + "<w:tr><w:tc>" + p("乙队") + "</w:tc><w:tc>" + p("六人") + "</w:tc></w:tr></w:tbl>"
        ),
    ),
    Case(
        "comments",
        docx(
            _TITLE
            + p('<w:commentRangeStart w:id="0"/>' + r("数字待核。") + '<w:r><w:commentReference w:id="0"/></w:r>'),
            parts={"comments": f'<w:comment w:id="0" w:author="示例">{p("请核实人数")}</w:comment>'},
        ),
    ),
    Case(
        "hidden-text",
        docx(
            _TITLE
            + p(r("公开的话，") + r("内部备注。", "<w:vanish/>") + r("公开的尾巴。"))
            + p(r("整段不公开。", "<w:vanish/>"), num=(1, 0))
            + p("第一条在此。", num=(1, 0)),
            parts=lists(level(0, "chineseCounting", "%1、")),
        ),
        ["一、"],
    ),
    Case("table-of-contents", docx(_TITLE + _TOC + _TEXT + p("第" + "二页") + p(r("共") + field(" PAGE ", r("7")) + r("页")))),
    Case(
        "links",
        docx(
            _TITLE
            + p(r("见") + _LINK + r("和") + field('HYPERLINK "https://www.example.cn/b"', r("市文明网")))
            + p('<w:hyperlink r:id="b">' + r("点这里") + "</w:hyperlink>" + '<w:hyperlink w:anchor="x">' + r("附录") + "</w:hyperlink>")
            + p('<w:fldSimple w:instr=" HYPERLINK &quot;mailto:a@example.cn&quot; ">' + r("投稿邮箱") + "</w:fldSimple>"),
            links={"a": "https://www.example.cn/a?x=1&y=(2)", "b": "javascript:alert(1)"},
        ),
    ),
    Case(
        "notes",
        docx(
            _TITLE
            + p(r("雷锋说过") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r("，我们做到。") + '<w:r><w:endnoteReference w:id="5"/></w:r>')
            + p(r("又一处") + '<w:r><w:footnoteReference w:id="3"/></w:r>'),
            parts={
                "footnotes": _note(2, "《雷锋日记》，某年版。") + _note(3, "同上。"),
                "endnotes": _note(5, "据统计。").replace("footnote", "endnote"),
            },
        ),
    ),
    Case(
        "notes-of-titles-and-tables",
        docx(
            p(r("学雷锋活动纪实", "<w:b/>") + '<w:r><w:footnoteReference w:id="2"/></w:r>', jc="center")
            + _TEXT
            + tbl(
                [merged('<w:gridSpan w:val="2"/>', "") + '<w:p>' + r("统计") + '<w:r><w:footnoteReference w:id="3"/></w:r></w:p>'],
                ["甲队", "乙队"],
            ),
            parts={"footnotes": _note(2, "原载某报。") + _note(3, "截至三月。")},
        ),
    ),
    Case(
        "initial-and-indented-title",
        docx(
            p("　　　　　　　　学雷锋活动纪实", size=32)
            + p(r("三"), more='<w:framePr w:dropCap="drop"/>')
            + p("百名志愿者（示例）上山植树。", size=32)
            + p("示例社区", more='<w:ind w:leftChars="2200"/>')
        ),
    ),
    Case(
        "a-bold-style",
        docx(
            _TITLE + p("走进社区", style="B") + _TEXT + p(r("不粗", '<w:b w:val="0"/>') + r("粗的话。"), style="B"),
            parts={"styles": style("B", "强调段落", "<w:rPr><w:b/></w:rPr>")},
        ),
    ),
    Case("number-before-a-picture", _pictures(_TITLE + p(picture("p1"), num=(1, 0)) + p("第二条说这个。", num=(1, 0)), parts=lists(level(0, "chineseCounting", "%1、"))), ["二、"]),
    Case("caption-below", _pictures(_TITLE + _TEXT + p(picture("p1")) + _CAPTION + _TEXT)),
    Case("caption-above", _pictures(_TITLE + _TEXT + p("图1：志愿者（示例）在植树") + p(picture("p1", "树苗")) + p("午后，大家下山。"))),
    Case("small-line-below", _pictures(_TITLE + _TEXT + p(picture("p1")) + p("王示例 摄", jc="center") + _TEXT)),
    Case(
        "picture-and-text-in-one-paragraph",
        _pictures(
            _TITLE
            + p(picture("p1") + r("左边是图。"))
            + p(r("句子里的") + picture("p2") + r("小图标。"))
            + p(picture("p2", anchored=True) + r("浮动的图在这段之后。")),
            "p1",
            "p2",
        ),
    ),
    Case(
        "lost-pictures",
        docx(
            _TITLE
            + p(picture("pic9", blip='<a:blip r:link="pic9"/>') + picture("p7") + r("四张图。"))
            + p(picture("p1", crop='<a:srcRect l="10000"/>')) + p(picture("p2")),
            media={"p1": png(), "p2": b"\xd7\xcd\xc6\x9a" + b"\0" * 40},
            links={"pic9": "file://server/share/a.jpg"},
        ),
    ),
    Case("chart-smartart-and-object", _pictures(_TITLE + p(_CHART) + p(_SMART) + p(_OLE) + _TEXT)),
    Case(
        "formulas",
        docx(_TITLE + p(r("面积") + "<m:oMath><m:r><m:t>S=ab</m:t></m:r></m:oMath>" + r("可得。")) + p(r("带圈") + field("EQ \\o\\ac(○,1)", "") + r("字符"))),
    ),
    Case("symbols", docx(_TITLE + p(_SYMBOLS))),
    Case("ruby", docx(_TITLE + p(_RUBY + r("栏开通。")))),
    Case("controls", docx(_TITLE + p(r("姓名：") + _CONTROL))),
    Case("strict-xml", docx(_TITLE + p(r("他") + r("笑了", "<w:b/>") + r("。")), strict=True)),
    Case("header-and-macros", docx(_TITLE + _TEXT, parts={"header1": p("示例社区简报第三期")}, more={"word/vbaProject.bin": b"x"})),
    Case(
        "wordart-and-old-picture",
        _pictures(_TITLE + p('<w:r><w:pict><v:shape><v:textpath string="春风行动"/></v:shape></w:pict></w:r>' + r("正文一句。"))
        + p('<w:r><w:pict><v:shape alt="老照片"><v:imagedata r:id="p1"/></v:shape></w:pict></w:r>')),
    ),
]  # fmt: skip
