"""Contributors' pictures: made small, made safe, made once."""

from __future__ import annotations

import os
import re
import shutil
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

import zhuanlan.features.pictures.develop as developing
import zhuanlan.features.pictures.picturing as reading
from tests.conftest import SiteFolder
from tests.photos import WHOSE, bomb, encoded, moving, photo, scene, svg

NEWS = "content/spring/news/a"


def with_picture(site: SiteFolder, name: str, data: bytes) -> None:
    site.write(f"{NEWS}/{name}", data)
    site.post("news/a/index.md", body=f"![植树]({name})\n")


def pictures(site: SiteFolder) -> dict[str, Image.Image]:
    """Return the published pictures, decoded."""
    return {
        file.removeprefix("spring/news/a/"): Image.open(BytesIO(data))
        for file, data in site.files().items()
        if re.search(r"\.(jpe?g|png|gif|webp|avif)$", file)
    }


def developments(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list in which each picture is noted that is decoded from now on, in this process."""
    noted: list[str] = []
    real = developing.raster

    def noting(path: str, *rest: object) -> object:
        noted.append(path)
        return real(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(developing, "raster", noting)
    return noted


def test_a_photograph_is_published_in_widths_and_formats(site: SiteFolder) -> None:
    with_picture(site, "树.jpg", photo(2000, 1000))
    site.build()
    found = pictures(site)
    sizes = {(p.format, p.width) for p in found.values()}
    assert sizes == {(kind, w) for kind in ("AVIF", "WEBP", "JPEG") for w in (240, 480, 960, 1600)}
    assert all(abs(p.width / p.height - 2) < 0.02 for p in found.values())
    page = site.page("spring/news/a.html")
    (shown,) = re.findall(r"<picture>.*?</picture>", page)
    assert [*re.findall(r'<source type="([^"]*)"', shown)] == ["image/avif", "image/webp"]
    assert 'width="1600" height="800"' in shown
    assert 'alt="植树"' in shown
    assert 'loading="lazy"' in shown
    assert "tone-" in shown
    addresses = re.findall(r'(?:src="|srcset="|, )(/[^ "]+)', shown)
    assert sorted(addresses) == sorted([f"/spring/news/a/{name}" for name in found] + [own(found)])


def own(found: dict[str, Image.Image]) -> str:
    """Return the address of the file that keeps the picture's own name; it is named twice."""
    (name,) = [name for name in found if re.fullmatch(r"[^.]+\.jpg", name)]
    return f"/spring/news/a/{name}"


def test_nothing_of_the_camera_is_published(site: SiteFolder) -> None:
    with_picture(site, "a.jpg", photo(600, 400, orientation=6))
    site.build()
    for name, data in site.files().items():
        assert WHOSE.encode() not in data, name
    for picture in pictures(site).values():
        assert not picture.getexif()
        assert not {"exif", "icc_profile", "comment"} & {*picture.info}
    picture = pictures(site)["a.jpg"].convert("RGB")
    assert picture.size == (400, 600)  # turned as the telephone was held
    top, bottom = (picture.getpixel((200, y)) for y in (20, 580))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 200 > top[2]
    assert bottom[2] > 200 > bottom[0]


def test_a_small_picture_is_not_made_larger(site: SiteFolder) -> None:
    with_picture(site, "a.jpg", photo(300, 200))
    site.build()
    assert {p.width for p in pictures(site).values()} == {240, 300}


def test_the_office_chooses_widths_and_formats(site: SiteFolder) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    told = "pictures: {widths: [320, 640], formats: [webp], originals: true}\n"
    site.write("config.yaml", config + told)
    with_picture(site, "a.jpg", photo(1000, 500))
    site.build()
    assert sorted((p.format, p.width) for p in pictures(site).values()) == [
        ("JPEG", 320),
        ("JPEG", 640),
        ("JPEG", 1000),
        ("WEBP", 320),
        ("WEBP", 640),
    ]
    assert WHOSE.encode() not in site.files()["spring/news/a/a.jpg"]


@pytest.mark.parametrize("told", ["[640, 320]", "[]", "[10]"])
def test_widths_that_make_no_sense_are_refused(site: SiteFolder, told: str) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", f"{config}pictures: {{widths: {told}}}\n")
    assert "config.yaml:" in site.problems()[0]


def test_a_theme_that_changes_decodes_no_picture(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_picture(site, "a.jpg", photo())
    noted = developments(monkeypatch)
    site.build()
    assert noted == ["spring/news/a/a.jpg"]
    before = site.files()
    site.build(theme="classic")
    shutil.rmtree(site.root / "output")
    site.build(verify=True)
    assert noted == ["spring/news/a/a.jpg"]
    assert site.files() == before


def test_known_pictures_are_not_opened(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = site.write(f"{NEWS}/a.jpg", photo())
    site.post("news/a/index.md", body="![植树](a.jpg)\n", summary="植树")
    os.utime(picture, (1e9, 1e9))
    site.build()
    opened: list[str] = []
    real = reading.read_bytes

    def noting(file: Path, shown: str) -> bytes:
        opened.append(shown)
        return real(file, shown)

    monkeypatch.setattr(reading, "read_bytes", noting)
    site.post("news/a/index.md", body="![植树](a.jpg)\n\n又一句。\n", summary="植树")
    assert site.build().rendered == 1
    assert not opened


def test_a_picture_that_changes_shows_on_its_pages(site: SiteFolder) -> None:
    site.write(f"{NEWS}/a.jpg", photo(1000, 500))
    cover = "\n  file: a.jpg\n  alt: 树"
    site.post("news/a/index.md", cover=cover)
    site.post("news/b.md")
    site.build()
    before = {*site.files()}
    site.write(f"{NEWS}/a.jpg", photo(500, 1000))
    report = site.build()
    assert "spring/news/index.html" in report.output.written  # its card there
    assert "spring/news/b.html" not in report.output.written
    assert len(before - {*site.files()}) == 12 - 1  # its old widths are gone, but for its own name
    changed = site.files()
    shutil.rmtree(site.root / "output")
    site.build()
    assert site.files() == changed


def test_a_banner_that_changes_shows_on_its_page(site: SiteFolder) -> None:
    told = (site.root / "content/spring/campaign.yaml").read_text("utf-8")
    site.write("content/spring/campaign.yaml", told + "banner: {file: b.jpg, alt: 春天}\n")
    site.write("content/spring/b.jpg", photo(1000, 500))
    site.build()
    assert 'width="1000" height="500"' in site.page("spring/index.html")
    site.write("content/spring/b.jpg", photo(800, 500))
    site.build()
    assert 'width="800" height="500"' in site.page("spring/index.html")


@pytest.mark.parametrize("damage", ["files", "half", "database", "all"])
def test_a_damaged_cache_costs_time_only(site: SiteFolder, damage: str) -> None:
    with_picture(site, "a.jpg", photo())
    site.build()
    before = site.files()
    cache = site.root / ".zhuanlan"
    for file in [*(cache / "pictures").rglob("*-*")]:
        if damage == "files":
            file.unlink()
        elif damage == "half":
            file.write_bytes(file.read_bytes()[:100])
    if damage == "database":
        (cache / "pictures.db").write_bytes(b"no database")
    if damage == "all":
        shutil.rmtree(cache)
    shutil.rmtree(site.root / "output")
    site.build()
    assert site.files() == before


def test_processes_make_the_same_bytes(site: SiteFolder) -> None:
    for number in range(3):
        site.write(f"{NEWS}/{number}.jpg", photo(400 + number, 300))
    site.post("news/a/index.md", body="".join(f"![图](  {n}.jpg)\n\n" for n in range(3)))
    site.build(jobs=2)
    before = site.files()
    shutil.rmtree(site.root / "output")
    shutil.rmtree(site.root / ".zhuanlan")
    site.build(jobs=1)
    assert site.files() == before


def test_pictures_that_are_no_longer_shown_leave_the_cache(site: SiteFolder) -> None:
    with_picture(site, "a.jpg", photo(300, 200))
    for width in range(100, 124):
        site.write(f"{NEWS}/a.jpg", photo(width, 80))
        site.build(verify=True)
    kept = {file.name[:32] for file in (site.root / ".zhuanlan/pictures").rglob("*-0")}
    assert 1 <= len(kept) <= 23


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.jpg", photo()[:5000], "the picture is incomplete"),
        ("a.jpg", b"\xff\xd8\xff" + b"x" * 500, "the picture cannot be read: it is damaged"),
        ("a.png", bomb(), "60000 × 60000 pixels, more than"),
        ("a.png", bomb(30_000, 10_000), "pixels, more than 120000000 together"),
        ("a.png", bomb(900, 600), "the picture is incomplete"),
        ("a.gif", moving("GIF", 501), "the moving picture has 501 × 60 × 40 pixels"),
        ("a.jpg", encoded(scene(9, 9), "PNG"), "the file is png, no JPG, whatever its name says"),
        ("a.webp", b"RIFF____WEBPVP8 ", "the picture cannot be read: "),
    ],
    ids=["half", "nonsense", "bomb", "large", "empty", "film", "renamed", "riff"],
)
def test_a_picture_that_cannot_be_shown_is_a_problem(
    site: SiteFolder, name: str, data: bytes, message: str
) -> None:
    with_picture(site, name, data)
    site.write(f"{NEWS}/b.jpg", b"\xff\xd8\xffnothing")
    site.post("news/c.md", body="![图](a/b.jpg)\n")
    one, other = site.problems()
    assert one.startswith(f"{NEWS}/{name}: ")
    assert message in one
    assert other.startswith(f"{NEWS}/b.jpg: ")
    assert not (site.root / "output").exists()


def test_all_kinds_of_pictures_are_published(site: SiteFolder) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    palette = scene(500, 300).quantize(16)
    see_through = scene(500, 300, "RGBA")
    see_through.putalpha(Image.linear_gradient("L").resize((500, 300)))
    kinds = {
        "cmyk.jpg": encoded(scene(500, 300, "CMYK"), "JPEG"),
        "grey.jpg": encoded(scene(500, 300, "L"), "JPEG"),
        "profile.jpg": encoded(scene(500, 300), "JPEG", icc_profile=srgb),
        "broken-profile.jpg": encoded(scene(500, 300), "JPEG", icc_profile=b"no profile"),
        "sixteen.png": encoded(Image.new("I;16", (500, 300), 40_000), "PNG"),
        "palette.png": encoded(palette, "PNG", transparency=3),
        "glass.png": encoded(see_through, "PNG"),
        "black.png": encoded(Image.new("1", (500, 300)), "PNG"),
        "still.gif": encoded(palette, "GIF"),
        "glass.webp": encoded(see_through, "WEBP"),
        "a.avif": encoded(scene(500, 300), "AVIF"),
        "one.png": encoded(Image.new("RGB", (1, 1), "red"), "PNG"),
        "moving.gif": moving("GIF"),
        "moving.webp": moving("WEBP"),
        "LOUD.JPG": photo(500, 300),
    }
    for name, data in kinds.items():
        site.write(f"{NEWS}/{name}", data)
    site.post("news/a/index.md", body="\n\n".join(f"![图]({name})" for name in kinds))
    site.build()
    found = pictures(site) | {"LOUD.JPG": Image.open(site.root / "output/spring/news/a/LOUD.JPG")}
    for name in kinds:
        picture = found[name]
        picture.load()
        frames = 3 if name.startswith("moving") else 1
        assert getattr(picture, "n_frames", 1) == frames, name
        assert picture.size == (1, 1) if name == "one.png" else picture.width in (60, 500), name
    for name in ("glass.png", "palette.png", "glass.webp"):
        assert found[name].convert("RGBA").getextrema()[3][0] < 255, name
    bright = found["sixteen.png"].convert("L").getpixel((9, 9))
    assert isinstance(bright, int)
    assert abs(bright - 156) < 2
    drawn = [name for name in found if name.startswith("palette.") and name.endswith("avif")]
    assert not drawn  # few colours are kept as they are


def test_a_picture_that_nothing_shows_is_not_decoded(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = developments(monkeypatch)
    site.write(f"{NEWS}/a.jpg", photo())
    site.post("news/a/index.md")
    site.post("news/draft.md", status="draft", body="![图](a/a.jpg)\n")
    site.build()
    assert not noted


def test_machines_are_told_of_the_file_with_its_own_name(site: SiteFolder) -> None:
    site.write(f"{NEWS}/a.jpg", photo())
    site.post("news/a/index.md", cover="\n  file: a.jpg\n  alt: 树")
    site.build()
    page = site.page("spring/news/a.html")
    image = "https://example.org/spring/news/a/a.jpg"
    assert f'property="og:image" content="{image}"' in page
    assert f'name="Image" content="{image}"' in page


def test_a_title_stays_within_its_attribute(site: SiteFolder) -> None:
    title = "see download style=x onmouseover=alert(1)//"
    site.write(f"{NEWS}/a.csv", "1,2")
    site.post("news/a/index.md", body=f'[表](a.csv "{title}")\n\n::attachment a.csv "附表"\n')
    site.build()
    page = site.page("spring/news/a.html")
    assert f'title="{title}"' in page
    assert 'download data-size="CSV · 3 B">附表' in page


def test_what_telephones_send_is_no_mistake(site: SiteFolder) -> None:
    other = scene(300, 200)
    kinds = {
        "long.jpg": encoded(scene(120, 20_000), "JPEG"),
        "two.jpg": encoded(scene(600, 400), "MPO", save_all=True, append_images=[other]),
        "n" * 240 + ".jpg": photo(300, 200),
    }
    for name, data in kinds.items():
        site.write(f"{NEWS}/{name}", data)
    site.post("news/a/index.md", body="\n\n".join(f"![图]({name})" for name in kinds))
    site.build()
    found = pictures(site)
    assert {p.format for name, p in found.items() if name.startswith("long")} == {"JPEG", "AVIF"}
    assert found["two.jpg"].format == "JPEG"
    assert all(len(name) < 250 for name in found)


def test_a_grey_photograph_is_none_with_few_colours(site: SiteFolder) -> None:
    with_picture(site, "a.png", encoded(scene(400, 300, "L"), "PNG"))
    site.build()
    assert {p.format for p in pictures(site).values()} == {"PNG", "WEBP", "AVIF"}


def test_a_picture_is_not_offered_twice_in_one_width(site: SiteFolder) -> None:
    with_picture(site, "a.webp", encoded(scene(300, 200), "WEBP"))
    site.build()
    shown = site.page("spring/news/a.html")
    assert shown.count(" 300w") == 2  # itself, and as AVIF


def test_a_moving_picture_leaves_no_trail(site: SiteFolder) -> None:
    frames = [Image.new("RGBA", (20, 20)) for _ in range(2)]
    frames[0].paste((255, 0, 0, 255), (0, 0, 10, 10))
    frames[1].paste((0, 0, 255, 255), (10, 10, 20, 20))
    told = {"save_all": True, "append_images": frames[1:], "disposal": 2, "duration": 50}
    with_picture(site, "a.gif", encoded(frames[0], "GIF", **told))
    site.build()
    published = pictures(site)["a.gif"]
    published.seek(1)
    pixel = published.convert("RGBA").getpixel((3, 3))
    assert isinstance(pixel, tuple)
    assert pixel[3] == 0


def test_moving_pictures_are_not_avif(site: SiteFolder) -> None:
    with_picture(site, "a.avif", moving("AVIF"))
    assert "moving pictures are not published as AVIF" in site.problems()[0]


def test_a_picture_overwritten_at_once_is_noticed(site: SiteFolder) -> None:
    with_picture(site, "a.svg", svg('<rect fill="#f00"/>'))
    site.build()
    with_picture(site, "a.svg", svg('<rect fill="#00f"/>'))
    site.build()
    assert "#00f" in site.page("spring/news/a/a.svg")


def test_a_post_whose_time_comes_loses_its_mark(site: SiteFolder) -> None:
    site.post("news/a.md", publish_at="2013-07-01")
    site.build(future=True)
    assert "chip-draft" in site.page("spring/news/a.html")
    site.build(future=True, now=datetime(2013, 8, 1))  # noqa: DTZ001 - the site's own time
    assert "chip-draft" not in site.page("spring/news/a.html")
