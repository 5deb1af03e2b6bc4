"""Where the time of a build goes: `python -m benchmarks.stages --posts 2000`, in one process."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from datetime import datetime
from pathlib import Path

from benchmarks import corpus
from zhuanlan.build.cache.bodies import Bodies
from zhuanlan.build.cache.store import FOLDER
from zhuanlan.build.reading import read
from zhuanlan.core.executors import Processes
from zhuanlan.core.options import Options
from zhuanlan.plan.planning import furniture, plan
from zhuanlan.render.renderer import Recipe, Renderer
from zhuanlan.render.theme import BUNDLED, find_theme
from zhuanlan.write.output import Output


def measure(root: Path) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Build a site stage by stage; return seconds of stages, and seconds and pages by template."""
    options = Options(
        now=datetime(2026, 1, 1),  # noqa: DTZ001 - the site's own time
        content=root / "content",
        output=root / "output",
        config=root / "config.yaml",
    )
    stages: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    pages: Counter[str] = Counter()

    def lap(name: str) -> None:
        nonlocal started
        stages[name] += time.perf_counter() - started
        started = time.perf_counter()

    started = time.perf_counter()
    bodies = Bodies(root / FOLDER)
    site = read(options, bodies, {}, Processes()).site
    lap("read")
    planned = plan(site)
    lap("plan")
    theme = find_theme(site.config.theme, [BUNDLED])
    renderer = Renderer(Recipe(site.config, theme, site.campaigns, furniture(site)))
    output = Output(options.output)
    output.open(planned.files)
    staged = []
    started = time.perf_counter()
    for group in planned.page_groups:
        for page in group:
            began = time.perf_counter()
            data = renderer.render(page, bodies.get(page.body) if page.body else None)
            spent = time.perf_counter() - began
            variables = page.view().variables()
            kind = page.template + (f" ({variables['axis']})" if "axis" in variables else "")
            seconds[kind] += spent
            pages[kind] += 1
            lap("render")
            staged.append(output.put(page.file, data))
            lap("write")
    output.commit(staged)
    output.close()
    bodies.close()
    lap("write")
    return stages, seconds, pages


def main() -> None:
    """Print the stages, and the templates that took longest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=2000)
    count = parser.parse_args().posts
    with tempfile.TemporaryDirectory() as folder:
        corpus.write_site(Path(folder), count)
        stages, seconds, pages = measure(Path(folder))
    total = sum(stages.values())
    print("| stage | share | µs per post |\n|---|--:|--:|")
    for name, spent in stages.items():
        print(f"| {name} | {spent / total:.0%} | {spent / count * 1e6:.0f} |")
    print("\n| template | pages | µs per page |\n|---|--:|--:|")
    for kind, spent in seconds.most_common(8):
        print(f"| {kind} | {pages[kind]:,} | {spent / pages[kind] * 1e6:.0f} |")


if __name__ == "__main__":
    main()
