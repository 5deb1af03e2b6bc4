"""小结 and 总结, opened again."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from tests.features.reports import sample
from zhuanlan.features.pictures.labels import packet
from zhuanlan.features.reports.formats import summary
from zhuanlan.features.reports.formats.context import Context
from zhuanlan.features.reports.formats.sentences import sentences
from zhuanlan.features.reports.formats.shown import Forms
from zhuanlan.features.reports.report import Cell, Column, Report, Story, Table
from zhuanlan.model.picture import Picture

LABEL = '{"Label":"1","ContentProducer":"示例"}'


def read(report: Report, folder: Path = Path()) -> Any:
    context = Context(folder=folder, site_url="https://leifeng.example.gov.cn/")
    return Document(io.BytesIO(summary.written(report, context)))


def runs(document: Any, style: str) -> list[str]:
    return [r.text for p in document.paragraphs for r in p.runs if r.style.name == style]


def test_headings_have_places_to_write() -> None:
    document = read(sample.summary())
    headings = [p.text for p in document.paragraphs if p.style.name == "专栏小标题"]
    assert headings == [
        *("一、组织开展情况", "二、主要做法和成效", "三、典型事例", "四、存在的问题"),
        *("五、下一步打算", "附件：统计表", "附件：数据来源"),
    ]
    lines = [p.text for p in document.paragraphs]
    signed = lines.index("示例省文明办")
    assert lines.index("五、下一步打算") < signed < lines.index("附件：统计表")
    places = runs(document, "专栏待补")
    assert len(places) == 5
    assert all(place.startswith("（请补充：") for place in places)


def test_what_is_filled_in_is_marked() -> None:
    document = read(sample.summary())
    filled = runs(document, "专栏预填")
    assert "本期活动覆盖全省十三个市地。" in filled
    assert any(text.startswith("各地稿件数：合计207篇") for text in filled)
    assert sum(text.startswith("示例：志愿者第") for text in filled) == 3
    assert len(document.tables) == 4


def test_sentences_hold_the_figures_of_the_tables() -> None:
    table = sample.by_region(["甲县", "乙县", "丙县"], ["全程"])
    rows = tuple(
        (Cell(name), Cell(n), Cell(n)) for name, n in [("甲县", 30), ("乙县", 10), ("丙县", 0)]
    )
    table = msgspec.structs.replace(table, rows=rows, total=(Cell("合计"), Cell(40), Cell(40)))
    report = sample.report(tables=(table, sample.by_month()))
    assert [*sentences(report, Forms("zh-Hans"))] == [
        "截至2013年6月30日，各项情况如下。",
        "各地稿件数：合计40篇，其中甲县30篇（占75.0%）、乙县10篇（占25.0%）；尚为零的有丙县。",
    ]


def test_a_table_of_one_row_tells_its_rate_and_no_parts() -> None:
    columns = (Column("事项"), Column("合计", "number", "项"), Column("按期率", "share"))
    row = (Cell("报送名单"), Cell(21), Cell(Decimal("0.905")))
    table = Table(
        slug="t", title="报送情况", columns=columns, rows=(row,), total=(Cell("合计"), *row[1:])
    )
    (_, said) = sentences(sample.report(tables=(table,)), Forms("zh-Hans"))
    assert said == "报送情况：合计21项，按期率90.5%。"


def test_of_a_tree_with_one_root_its_parts_are_named() -> None:
    table = sample.by_region(["省", "甲市", "乙市"], ["全程"])
    shown = [("省", 0, 3), ("甲市", 1, 2), ("乙市", 1, 1)]
    rows = tuple((Cell(name, depth=depth), Cell(n), Cell(n)) for name, depth, n in shown)
    table = msgspec.structs.replace(table, rows=rows, total=(Cell("合计"), Cell(3), Cell(3)))
    (_, said) = sentences(sample.report(tables=(table, table)), Forms("zh-Hans"))
    assert said.endswith("合计3篇，其中甲市2篇（占66.7%）、乙市1篇（占33.3%）。")


def test_a_table_without_a_figure_gives_no_sentence() -> None:
    table = msgspec.structs.replace(
        sample.by_region(["甲县"], ["全程"]), total=(Cell("合计"), Cell(), Cell())
    )
    assert [*sentences(sample.report(tables=(table,)), Forms("zh-Hans"))] == []


def photo(file: Path, **options: Any) -> None:
    Image.new("RGB", (1800, 900), "#a33").save(file, **options)


def story(file: str, picture: Picture | None = None) -> Story:
    return Story("示例：河边", "spring/news/1/", (), "", picture, file)


def test_pictures_are_there_without_what_their_camera_noted(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (45.0, 45.0, 0.0)}
    photo(tmp_path / "a.jpg", exif=exif)
    photo(tmp_path / "b.webp")
    document = read(sample.report(stories=(story("a.jpg"), story("b.webp"))), tmp_path)
    images = [part for part in document.part.package.iter_parts() if "/media/" in part.partname]
    assert len(images) == 2
    for part in images:
        with Image.open(io.BytesIO(part.blob)) as image:
            assert image.format == "JPEG"
            assert image.width == 1200
            assert not image.getexif()
    shapes = document.element.body.findall(".//" + qn("wp:docPr"))
    pictures = [shape for shape in shapes if shape.get("descr") == "示例：河边"]
    assert len(pictures) == 2
    assert len({shape.get("id") for shape in shapes}) == len(shapes)  # with those of charts


@pytest.mark.parametrize("name", ["a.jpg", "a.webp"])
def test_generated_pictures_keep_both_labels(tmp_path: Path, name: str) -> None:
    photo(tmp_path / name, xmp=packet(LABEL))
    one = story(name, Picture("k", 1800, 900, "d", aigc=LABEL))
    document = read(sample.report(stories=(one,)), tmp_path)
    assert "示例：河边；人工智能生成" in [p.text for p in document.paragraphs]
    (part,) = [p for p in document.part.package.iter_parts() if "/media/" in p.partname]
    assert b"ContentProducer" in part.blob


@pytest.mark.parametrize("name", ["lost.jpg", "drawing.svg", "broken.png"])
def test_a_picture_that_word_cannot_show_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "drawing.svg").write_text("<svg/>")
    (tmp_path / "broken.png").write_bytes(b"no picture")
    document = read(sample.report(stories=(story(name),)), tmp_path)
    assert f"（配图无法放进Word，请手工插入：{name}）" in runs(document, "专栏待补")
