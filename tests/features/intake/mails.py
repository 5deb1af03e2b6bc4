"""What ten kinds of units send in, as it comes by mail; and how much of a draft has to be edited.

`python -m tests.features.intake.mails` prints the edited places of each story.
"""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import yaml
from docx.enum.text import WD_ALIGN_PARAGRAPH
from PIL import Image

from tests.features.intake.truth import HERE, truth
from zhuanlan.scaffold import dumped

MAILS = {
    "school": "school-2",
    "county": "county-2",
    "union": "union-1",
    "hospital": "hospital-2",
    "railway": "railway-4",
    "museum": "museum-3",
    "village": "village-2",
    "newspaper": "newspaper-2",
    "police": "police-3",
    "bank": "bank-3",
}
"""The letter that each of them sends."""


def picture(kind: str = "JPEG") -> bytes:
    written = io.BytesIO()
    Image.effect_noise((160, 120), 90).convert("RGB").save(written, kind)
    return written.getvalue()


def word(letter: str) -> bytes:
    """Return a letter as Word files look: the title in the middle, the last lines at the right."""
    document = docx.Document()
    lines = letter.strip().split("\n")
    for number, line in enumerate(lines):
        paragraph = document.add_paragraph()
        paragraph.add_run(line.strip("\u3000 ")).bold = number == 0
        if number == 0:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_picture(io.BytesIO(picture()))
    document.add_paragraph("图1：活动现场")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def archive(files: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as opened:
        for name, data in files.items():
            opened.writestr(name, data)
    return written.getvalue()


def mail(text: str, name: str, data: bytes) -> bytes:
    message = EmailMessage()
    message["Subject"] = "来稿"
    message.set_content(text)
    message.add_attachment(data, maintype="application", subtype="x", filename=name)
    return message.as_bytes()


def write(folder: Path) -> None:
    """Write the ten bundles into a folder, each in the way of its unit."""
    text = {kind: (HERE / f"letters/{name}.txt").read_text("utf-8") for kind, name in MAILS.items()}
    files = {
        "青禾/最美班主任.docx": word(text["school"]),
        "信息/第3期.txt": text["county"].encode("gb18030"),
        "信息/第3期 现场.bmp": picture("BMP"),
        "总工会.zip": archive({"稿/助学.txt": text["union"].encode(), "稿/1.jpg": picture()}),
        "医院/沈静之.docx": word(text["hospital"]),
        "医院/名单.pdf": b"%PDF-1.4",
        "车务段.eml": mail(text["railway"], "IMG_0001.jpg", picture()),
        "博物馆.eml": mail("您好，稿件请查收。", "志愿讲解员.docx", word(text["museum"])),
        "渔歌村/孝老爱亲.txt": text["village"].encode(),
        "渔歌村/微信图片_20130312101010.jpg": picture(),
        "鹤声报/20130325修鞋.txt": text["newspaper"].encode(),
        "分局/交通安全.docx": word(text["police"]),
        "银行/植树.docx": word(text["bank"]),
        "银行/Thumbs.db": b"x",
    }
    for name, data in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def final(draft: str, known: Mapping[str, Any]) -> str:
    """Return a draft as an editor publishes it: what is true filled in, nothing left to confirm."""
    _, head, body = draft.split("---\n", 2)
    matter = yaml.safe_load(head)
    matter["imported"].pop("confirm", None)
    del matter["status"]
    for key in ("title", "subtitle", "date", "unit", "author", "photographer", "editor", "source"):
        if key in known:
            value = " ".join(str(known[key]).split()) if key == "title" else known[key]
            matter[key] = value
    if "person" in known:
        matter["person"]["name"] = known["person"]
    body = re.sub(r"!\[\]", "![照片上是什么]", body)
    return f"---\n{dumped(matter)}---\n{body}"


def edited_places(draft: str, known: Mapping[str, Any]) -> int:
    """Return how many places of a draft differ from what is published."""
    before, after = draft.split("\n"), final(draft, known).split("\n")
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return sum(kind != "equal" for kind, *_ in codes)


def counted(root: Path, paths: list[str]) -> Iterator[tuple[str, int]]:
    """Yield the edited places of each story that is printed, by its kind of unit."""
    titles = {" ".join(str(truth()[name]["title"]).split()): kind for kind, name in MAILS.items()}
    for path in paths:
        draft = (root / path).read_text("utf-8")
        kind = titles.get(yaml.safe_load(draft.split("---\n")[1])["title"], "")
        yield kind, edited_places(draft, truth()[MAILS[kind]]) if kind else 99


if __name__ == "__main__":
    from tests.features.intake.conftest import office_in

    with tempfile.TemporaryDirectory() as place:
        office = office_in(Path(place))
        write(office.root / "inbox")
        shown = office.take("inbox")
        for kind, count in counted(office.root, shown.stdout.split()):
            print(f"{kind:10} {count}")
