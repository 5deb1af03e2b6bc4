"""What pictures cost: `python -m benchmarks.pictures --count 1000 --megapixels 3`.

Developed once, then a build of everything anew with what was kept of them, then nothing changed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from random import Random

from benchmarks import corpus
from benchmarks.growth import age
from benchmarks.measuring import Run, run_measured


def photo(number: int, megapixels: float) -> bytes:
    """Return a JPEG with the grain and the colours of a photograph, the same at every call."""
    from PIL import Image, ImageFilter

    random = Random(number)  # noqa: S311 - not for secrets
    width = round((megapixels * 1e6 * 4 / 3) ** 0.5)
    size = width, round(width * 3 / 4)
    small = Image.new("RGB", (16, 12))
    small.putdata([tuple(random.randrange(256) for _ in range(3)) for _ in range(16 * 12)])
    scene = small.resize(size, Image.Resampling.BICUBIC)
    grain = Image.frombytes("L", (256, 192), random.randbytes(256 * 192)).resize(size)
    grain = grain.filter(ImageFilter.GaussianBlur(1)).convert("RGB")
    written = BytesIO()
    Image.blend(scene, grain, 0.15).save(written, "JPEG", quality=90)
    return written.getvalue()


def write_site(root: Path, count: int, megapixels: float) -> None:
    """Write a site with a post for each picture."""
    corpus.write_site(root, count)
    for number, file in enumerate(sorted((root / "content").rglob("p*.md"))):
        picture = file.with_suffix(".jpg")
        picture.write_bytes(photo(number % 50, megapixels) + b"%d" % number)
        head, rest = file.read_text("utf-8").split("---\n\n", 1)
        shown = f"cover: {{file: {picture.name}, alt: 照片}}\n"
        file.write_text(f"{head}{shown}---\n\n{rest}", "utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--megapixels", type=float, default=3)
    given = parser.parse_args()
    command = [sys.executable, "-m", "zhuanlan", "--quiet"]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_site(root, given.count, given.megapixels)
        age(root)
        runs: dict[str, Run] = {"developed": run_measured(command, root)}
        runs["all pages anew"] = run_measured([*command, "--theme", "classic"], root)
        run_measured([*command, "--theme", "classic"], root)
        runs["unchanged"] = run_measured([*command, "--theme", "classic"], root)
        files = sum(file.is_file() for file in (root / "output").rglob("*"))
    print(f"{given.count:,} pictures of {given.megapixels:g} megapixels, {files:,} files\n")
    print("| build | wall s | CPU s | MB | CPU ms a picture |\n|---|--:|--:|--:|--:|")
    for name, run in runs.items():
        each = run.cpu / given.count * 1000
        print(f"| {name} | {run.wall:.1f} | {run.cpu:.1f} | {run.memory:.0f} | {each:.0f} |")


if __name__ == "__main__":
    main()
