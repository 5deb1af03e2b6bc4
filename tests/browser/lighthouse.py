"""Lighthouse over one page of each kind that counts: `python -m tests.browser.lighthouse`.

Prints the four scores. That for performance depends on the machine and what else it does, so CI
looks at the three others only (`tests/browser/test_lighthouse.py`).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.browser.serving import CHROMIUM, CHROMIUM_FLAGS, served
from tests.browser.shots import PAGES

ROOT = Path(__file__).parent.parent.parent
PROGRAM = ROOT / "node_modules" / ".bin" / "lighthouse"
KINDS = ("home", "campaign", "news", "exemplar", "matrix")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_TIMED = "performance"


def scores(url: str, categories: tuple[str, ...] = CATEGORIES) -> Mapping[str, int]:
    """Return the scores of a page, each from 0 to 100, as a telephone sees it."""
    with tempfile.TemporaryDirectory() as folder:
        flags = " ".join(("--headless", *CHROMIUM_FLAGS, f"--user-data-dir={folder}/profile"))
        report = Path(folder) / "report.json"
        command = [str(PROGRAM), url, "--quiet", "--output=json", f"--output-path={report}"]
        command += [f"--only-categories={','.join(categories)}", f"--chrome-flags={flags}"]
        # it asks for no more than the page: no report of errors, no newer version
        environment = os.environ | {"CHROME_PATH": CHROMIUM, "CI": "1"}
        subprocess.run(
            [*command, "--no-enable-error-reporting"],
            check=True,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
        )
        found = json.loads(report.read_text("utf-8"))["categories"]
    return {name: round(100 * found[name]["score"]) for name in categories}


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("output"))
    given = parser.parse_args()
    print(f"| page | {' | '.join(CATEGORIES)} |")
    print("|---|" + "--:|" * len(CATEGORIES))
    with served(given.site) as address:
        for name in KINDS:
            found = scores(address + PAGES[name])
            print(f"| {name} | {' | '.join(str(found[one]) for one in CATEGORIES)} |", flush=True)


if __name__ == "__main__":
    main()
