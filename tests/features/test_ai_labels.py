"""AI-generated content keeps its labels: the one that readers see, and the one in metadata."""

from __future__ import annotations

import html
import json
import re
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from tests.conftest import SiteFolder
from tests.photos import WHOSE, encoded, moving, photo, scene
from zhuanlan.check.run import check

NEWS = "content/spring/news/a"
VALUE = {
    "Label": "1",
    "ContentProducer": "示例工具",
    "ProduceID": "示例-001",
    "ReservedCode1": "",
    "ContentPropagator": "",
    "PropagateID": "",
    "ReservedCode2": "",
}
JSON = json.dumps(VALUE, ensure_ascii=False)
COMPACT = json.dumps(VALUE, ensure_ascii=False, separators=(",", ":"))
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
GPS = {1: "N", 2: (45.0, 45.0, 45.0), 3: "E", 4: (126.0, 30.0, 0.0)}
SOURCE = "TrainedAlgorithmicMediaDigitalSource"


def xmp(label: str = JSON, more: str = "") -> bytes:
    """Return XMP as tools write it, with what a camera adds."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="{RDF}"><rdf:Description rdf:about=""'
        ' xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"'
        f' exif:GPSLatitude="45,45.0N" exif:CameraOwnerName="{WHOSE}">'
        f"<TC260:AIGC>{html.escape(label)}</TC260:AIGC>{more}</rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    ).encode()


def exif(comment: bytes | None = None, description: str | None = None) -> bytes:
    made = Image.Exif()
    made[0x010F] = WHOSE
    made[0x8825] = GPS
    if description:
        made[0x010E] = description.encode()
    if comment:
        made[0x8769] = {0x9286: comment}
    return made.tobytes()


def png_text(key: str, text: str) -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Author", WHOSE)
    info.add_itxt(key, text)
    return info


def gif_with_xmp() -> bytes:
    data = moving("GIF")
    head = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0)
    trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\x00"
    return data[:head] + b"\x21\xff\x0bXMP DataXMP" + xmp() + trailer + data[head:]


def svg(inside: str) -> bytes:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:rdf="{RDF}"'
        ' xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/" viewBox="0 0 600 400">'
        f'{inside}<rect width="600" height="400" fill="red"/></svg>'
    ).encode()


WRAPPED = json.dumps({"AIGC": VALUE}, ensure_ascii=False)
PICTURE = scene(600, 400)
LABELLED = {
    "xmp.jpg": encoded(PICTURE, "JPEG", xmp=xmp(), exif=exif()),
    "attribute.jpg": encoded(
        PICTURE,
        "JPEG",
        xmp=xmp().replace(
            b"exif:GPSLatitude",
            b'TC260:AIGC="' + html.escape(JSON).encode() + b'" exif:GPSLatitude',
        ),
    ),
    "comment.jpg": encoded(PICTURE, "JPEG", exif=exif(b"ASCII\0\0\0" + WRAPPED.encode())),
    "unicode.jpg": encoded(PICTURE, "JPEG", exif=exif(b"UNICODE\0" + WRAPPED.encode("utf-16-le"))),
    "description.jpg": encoded(PICTURE, "JPEG", exif=exif(description=WRAPPED)),
    "text.png": encoded(PICTURE, "PNG", pnginfo=png_text("AIGC", JSON), exif=exif()),
    "xmp.png": encoded(PICTURE, "PNG", pnginfo=png_text("XML:com.adobe.xmp", xmp().decode())),
    "xmp.webp": encoded(PICTURE, "WEBP", xmp=xmp(), exif=exif()),
    "exif.webp": encoded(PICTURE, "WEBP", exif=exif(b"ASCII\0\0\0" + WRAPPED.encode())),
    "xmp.avif": encoded(PICTURE, "AVIF", xmp=xmp()),
    "moving.webp": encoded(
        scene(60, 40), "WEBP", save_all=True, append_images=[scene(60, 40, "L")], xmp=xmp()
    ),
    "moving.gif": gif_with_xmp(),
    "drawing.svg": svg(
        f"<metadata><rdf:RDF><rdf:Description><TC260:AIGC>{html.escape(JSON)}</TC260:AIGC>"
        f"<rdf:who>{WHOSE}</rdf:who></rdf:Description></rdf:RDF></metadata>"
    ),
}


def label_of(name: str, data: bytes) -> str:
    """Return the value that a published file says under the key, and see that it says no more."""
    if name.endswith(".svg"):
        found = re.search(r"<TC260:AIGC>(.*?)</TC260:AIGC>", data.decode())
        return html.unescape(found[1]) if found else ""
    image = Image.open(BytesIO(data))
    image.load()
    packet = image.info.get("xmp", b"")
    if name.endswith(".gif"):
        packet = data.partition(b"XMP DataXMP")[2].partition(b"\x01\xff")[0]
    text = packet.decode() if isinstance(packet, bytes) else packet
    assert not image.getexif()
    assert not {"exif", "comment", "icc_profile"} & {*image.info}
    assert not set(getattr(image, "text", {})) - {"XML:com.adobe.xmp"}
    left = re.sub(r"<TC260:AIGC>.*?</TC260:AIGC>", "", text)
    assert left == "" or re.fullmatch(
        r'<\?xpacket begin="\ufeff" id="\w+"\?><x:xmpmeta [^<>]*><rdf:RDF[^<>]*>'
        r'<rdf:Description rdf:about=""[^<>]*(?:/>|></rdf:Description>)</rdf:RDF></x:xmpmeta>'
        r'<\?xpacket end="r"\?>',
        left,
    ), left
    found = re.search(r"<TC260:AIGC>(.*?)</TC260:AIGC>", text)
    return html.unescape(found[1]) if found else ""


def published(site: SiteFolder) -> dict[str, bytes]:
    return {
        name: data
        for name, data in site.files().items()
        if re.search(r"spring/.*\.(jpe?g|png|gif|webp|avif|svg)$", name)
    }


def with_config(site: SiteFolder, text: str) -> None:
    site.write("config.yaml", (site.root / "config.yaml").read_text("utf-8") + text)


@pytest.mark.parametrize("name", LABELLED)
def test_a_label_is_carried_into_every_file_and_nothing_else_is(
    site: SiteFolder, name: str
) -> None:
    site.write(f"{NEWS}/{name}", LABELLED[name])
    site.post("news/a/index.md", body=f"![海报]({name})\n")
    site.build()
    files = published(site)
    assert len(files) >= (1 if name.startswith(("moving", "drawing")) else 6)
    for file, data in files.items():
        assert json.loads(label_of(file, data)) == VALUE, file
        for secret in (WHOSE.encode(), b"GPS", b"45,45"):
            assert secret not in data, file
    page = site.page("spring/news/a.html")
    assert f'<span class="ai" data-aigc="{html.escape(COMPACT)}">' in page
    assert '<span class="ai-mark">人工智能生成</span>' in page  # though nobody declared it


def test_a_picture_without_a_label_gets_none(site: SiteFolder) -> None:
    site.write(f"{NEWS}/a.jpg", photo(600, 400))
    described = encoded(PICTURE, "JPEG", exif=exif(description="AIGC 培训会现场"))
    site.write(f"{NEWS}/b.jpg", described)
    site.post("news/a/index.md", body="![树](a.jpg)\n\n![会](b.jpg)\n")
    site.build()
    assert not any(label_of(name, data) for name, data in published(site).items())
    assert "ai-mark" not in site.page("spring/news/a.html")


@pytest.mark.parametrize(
    ("label", "message"),
    [
        ("no JSON", "the AI label (AIGC) cannot be read: it is no JSON"),
        ("[1, 2]", "it must hold names and texts"),
        ('{"Label": {"a": "b"}}', "it must hold names and texts"),
        ('{"<script>": "1"}', "it must hold names and texts"),
        ('{"Label": "\\ud800"}', "it must hold names and texts"),
        ('{"Label": "\\u0000"}', "it must hold names and texts"),
        ("[" * 5000, "the AI label (AIGC) cannot be read: it is no JSON"),
        (json.dumps({"Label": "x" * 9000}), "the AI label (AIGC) is too long"),
    ],
)
def test_a_label_that_cannot_be_kept_is_a_problem(
    site: SiteFolder, label: str, message: str
) -> None:
    site.write(f"{NEWS}/a.jpg", encoded(PICTURE, "JPEG", xmp=xmp(label)))
    site.post("news/a/index.md", body="![海报](a.jpg)\n")
    (problem,) = site.problems()
    assert problem.startswith(f"{NEWS}/a.jpg: ")
    assert message in problem


def test_hostile_xmp_is_not_expanded(site: SiteFolder) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "b">]>' + xmp("&a;")
    site.write(
        f"{NEWS}/a.png",
        encoded(PICTURE, "PNG", pnginfo=png_text("XML:com.adobe.xmp", bomb.decode())),
    )
    site.post("news/a/index.md", body="![海报](a.png)\n")
    (problem,) = site.problems()
    assert "the AI label (AIGC) cannot be read: the XMP is damaged" in problem


def test_a_value_is_escaped_in_pages(site: SiteFolder) -> None:
    value = json.dumps({"Label": "1", "ProduceID": '"><script>alert(1)</script>'})
    site.write(f"{NEWS}/a.jpg", encoded(PICTURE, "JPEG", xmp=xmp(value)))
    site.post("news/a/index.md", body="![海报](a.jpg)\n")
    site.build()
    assert "<script>alert" not in site.page("spring/news/a.html")


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif", "a.svg"])
def test_a_declared_picture_gets_a_label_and_a_mark(site: SiteFolder, name: str) -> None:
    kinds = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF"}
    kind = kinds.get(name[2:])
    site.write(f"{NEWS}/{name}", encoded(PICTURE, kind) if kind else svg(""))
    site.post("news/a/index.md", body=f"![海报]({name})\n", ai=f"{{pictures: [{name}]}}")
    site.build()
    for file, data in published(site).items():
        assert json.loads(label_of(file, data)) == {"Label": "1", "ContentPropagator": "示例站"}, (
            file
        )
    assert site.page("spring/news/a.html").count('class="ai-mark"') == 1


def test_one_declaration_holds_wherever_the_picture_is_shown(site: SiteFolder) -> None:
    site.write(f"{NEWS}/a.jpg", photo(600, 400))
    site.post("news/a/index.md", cover="{file: a.jpg, alt: 海报}")
    site.post("news/b.md", body=":::gallery 图集\n![海报](a/a.jpg)\n:::\n")
    site.build()
    assert "ai-mark" not in site.page("spring/news/b.html")
    site.post("news/a/index.md", cover="{file: a.jpg, alt: 海报, ai: true}")
    site.build()
    pages = (
        "spring/news/a.html",
        "spring/news/b.html",
        "spring/news/index.html",
        "spring/index.html",
    )
    for page in pages:
        assert '<span class="ai-mark">人工智能生成</span>' in site.page(page), page
    assert re.search(r'og:image:alt" content="海报 \[人工智能生成\]"', site.page(pages[0]))
    assert '"@type":"ImageObject"' in site.page(pages[0])
    changed = site.files()
    site.build(verify=True, output=site.root / "other")
    other = site.root / "other"
    again = {
        f.relative_to(other).as_posix(): f.read_bytes() for f in other.rglob("*") if f.is_file()
    }
    assert again == changed
    site.post("news/a/index.md", cover="{file: a.jpg, alt: 海报}")
    site.build()
    assert "ai-mark" not in site.page("spring/news/b.html")
    assert not any(label_of(name, data) for name, data in published(site).items())


def test_portraits_banners_posters_and_marks_are_labelled(site: SiteFolder) -> None:
    label = LABELLED["xmp.jpg"]
    for name in ("spring/b.jpg", "mark.jpg", "share.jpg", "spring/news/a/p.jpg"):
        site.write(f"content/{name}", label)
    site.write(f"{NEWS}/film.mp4", b"\0\0\0\x18ftypmp42")
    site.write("content/spring/exemplars/p.jpg", photo(300, 300))
    told = (site.root / "content/spring/campaign.yaml").read_text("utf-8")
    site.write("content/spring/campaign.yaml", told + "banner: {file: b.jpg, alt: 春天}\n")
    with_config(
        site,
        "sharing: {image: share.jpg}\n"
        "footer: {marks: [{title: 找错, url: 'https://example.cn/', image: mark.jpg}]}\n",
    )
    site.post("news/a/index.md", body='::video film.mp4 "片子" poster=p.jpg\n')
    person = "{name: 单田树, portrait: {file: p.jpg, alt: 像, ai: 生成}}"
    site.post("exemplars/b.md", person=person)
    site.build()
    mark = '<span class="ai-mark">人工智能生成</span>'
    for page in ("index.html", "spring/index.html", "spring/exemplars/b.html"):
        main, _, footer = site.page(page).partition('<footer class="site-footer">')
        assert mark in main, page
        assert mark in footer, page
    assert mark + "<video " in site.page("spring/news/a.html")
    assert "[人工智能生成]" in site.page("spring/news/a.html")  # the picture to share


@pytest.mark.parametrize(
    ("written", "text", "source"),
    [
        ("generated", "人工智能生成", SOURCE),
        ("生成", "人工智能生成", SOURCE),
        (
            "{text: assisted}",
            "人工智能辅助生成",
            f"CompositeWith{SOURCE}",
        ),
        ("辅助", "人工智能辅助生成", f"CompositeWith{SOURCE}"),
    ],
)
def test_a_generated_text_says_so(site: SiteFolder, written: str, text: str, source: str) -> None:
    site.post("news/a.md", ai=written)
    site.write("content/about.md", f"---\ntitle: 关于\nai: {written}\n---\n\n说明。\n")
    site.build()
    for name in ("spring/news/a.html", "about.html"):
        page = site.page(name)
        head, _, body = page.partition("<body")
        assert f">{text}</p>" in body.partition('<div class="prose">')[0], name
        assert '<meta name="AIGC" content="{&#34;Label&#34;:&#34;1&#34;,' in head, name
    assert f'"digitalSourceType":"https://schema.org/{source}"' in site.page("spring/news/a.html")
    feed = site.page("spring/feed.xml")
    assert f'<category term="AIGC" label="{text}"/>' in feed
    assert f"<summary>[{text}] 正文。</summary>" in feed


def test_a_text_that_people_wrote_says_nothing(site: SiteFolder) -> None:
    site.post("news/a.md")
    site.post("news/b.md", ai="false")
    site.build()
    for page in ("spring/news/a.html", "spring/news/b.html", "spring/feed.xml"):
        assert "AIGC" not in site.page(page)
        assert "ai-notice" not in site.page(page)


def test_the_office_words_the_label(site: SiteFolder) -> None:
    with_config(site, "ai: {label: 图片由AI合成}\n")
    site.write(f"{NEWS}/a.jpg", LABELLED["xmp.jpg"])
    site.post("news/a/index.md", body="![海报](a.jpg)\n", ai="generated")
    site.build()
    page = site.page("spring/news/a.html")
    assert '<span class="ai-mark">图片由AI合成</span>' in page
    assert ">图片由AI合成</p>" in page


@pytest.mark.parametrize("label", ["示意图", "人工智能", "电脑生成"])
def test_a_label_must_say_what_the_law_wants(site: SiteFolder, label: str) -> None:
    with_config(site, f"ai: {{label: {label}}}\n")
    (problem,) = site.problems()
    assert f"“{label}” does not say that something is AI-generated" in problem


def test_a_declared_picture_that_is_not_there_is_a_problem(site: SiteFolder) -> None:
    with_config(site, "ai: {pictures: [no.jpg]}\n")
    site.post("news/a.md", ai="{pictures: [nowhere.jpg, b.md]}")
    site.post("news/b.md")
    problems = "\n".join(site.problems())
    assert "“nowhere.jpg” does not exist" in problems
    assert "“b.md” is no file to show or download" in problems
    assert "“no.jpg” does not exist" in problems


def test_naming_a_picture_does_not_publish_it(site: SiteFolder) -> None:
    site.write(f"{NEWS}/a.jpg", photo(300, 200))
    site.post("news/a/index.md", ai="{pictures: [a.jpg]}")
    report = site.build()
    assert not published(site)
    assert any("used nowhere" in warning.message for warning in report.warnings)


def test_a_picture_in_a_drawing_keeps_its_label(site: SiteFolder) -> None:
    coded = b64encode(LABELLED["xmp.jpg"]).decode()
    site.write(f"{NEWS}/a.svg", svg(f'<image href="data:image/jpeg;base64,{coded}"/>'))
    site.post("news/a/index.md", body="![海报](a.svg)\n")
    site.build()
    assert json.loads(label_of("a.svg", site.files()["spring/news/a/a.svg"])) == VALUE
    assert "ai-mark" in site.page("spring/news/a.html")


def test_a_disc_and_both_themes_keep_the_labels(site: SiteFolder, tmp_path: Path) -> None:
    site.write(f"{NEWS}/a.jpg", LABELLED["xmp.jpg"])
    site.post("news/a/index.md", body="![海报](a.jpg)\n", ai="generated")
    for changes in ({"theme": "classic"}, {"edition": "disc", "relative": True}):
        output = tmp_path / "made" / str(len(changes))
        site.build(output=output, **changes)
        page = (output / "spring/news/a.html").read_text("utf-8")
        assert "ai-mark" in page
        assert "ai-notice" in page
        assert json.loads(label_of("a.jpg", (output / "spring/news/a/a.jpg").read_bytes())) == VALUE


def test_a_labelled_picture_that_nobody_declares_is_found(site: SiteFolder) -> None:
    site.write(f"{NEWS}/a.jpg", LABELLED["xmp.jpg"])
    site.post("news/a/index.md", body="![海报](a.jpg)\n")
    rules = [one for one in check(site.options()) if one.rule == "ai-label"]
    assert [one.problem.path.removeprefix(f"{site.root}/") for one in rules] == [f"{NEWS}/a.jpg"]
    assert "nobody declares it" in rules[0].problem.message
    site.post("news/a/index.md", body="![海报](a.jpg)\n", ai="{pictures: [a.jpg]}")
    assert not [one for one in check(site.options()) if one.rule == "ai-label"]
