"""Bring the message catalogues up to date: `python scripts/catalogues.py [--check]`.

Texts are collected from the code and the themes. `zh_Hans` is translated by hand: new texts appear
in it empty. `zh_Hant` is derived from it. With `--check` nothing is written, and the exit status
is 1 where a text is missing, obsolete or untranslated.
"""

from __future__ import annotations

import argparse
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from opencc import OpenCC

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "zhuanlan" / "locale"


def collected() -> list[str]:
    """Return every text that is marked for translation."""
    with (LOCALE / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(
        ROOT, methods, options, keywords={"_": None, "N_": None, "gettext": None}
    )
    return sorted({message[2] for message in found if isinstance(message[2], str)})


def path_of(language: str) -> Path:
    """Return the catalogue of a language."""
    return LOCALE / language / "LC_MESSAGES" / "zhuanlan.po"


def translated(language: str) -> dict[str, str]:
    """Return what a catalogue holds."""
    if not path_of(language).is_file():
        return {}
    with path_of(language).open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file) if m.id}


def catalogue(language: str, texts: dict[str, str]) -> Catalog:
    """Return a catalogue of these translations."""
    made = Catalog(locale=language, project="zhuanlan", fuzzy=False)
    for text, translation in texts.items():
        flags = ["python-brace-format"] if "{" in text and "%(" not in text else []
        made.add(text, translation, flags=flags)
    return made


def main() -> int:
    """Update or check the catalogues."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    held = translated("zh_Hans")
    simplified = {text: held.get(text, "") for text in collected()}
    convert = OpenCC("s2t").convert
    wanted = {
        "zh_Hans": simplified,
        "zh_Hant": {text: convert(translation) for text, translation in simplified.items()},
    }
    faults = [f"zh_Hans: not translated: {text}" for text, done in simplified.items() if not done]
    for language, texts in wanted.items():
        if check and translated(language) != texts:
            faults.append(f"{language}: out of date")
        if not check:
            path_of(language).parent.mkdir(parents=True, exist_ok=True)
            with path_of(language).open("wb") as file:
                write_po(file, catalogue(language, texts), omit_header=False, width=100)
            compiled = BytesIO()
            write_mo(compiled, catalogue(language, texts))
            path_of(language).with_suffix(".mo").write_bytes(compiled.getvalue())
    if check or any("not translated" in fault for fault in faults):
        sys.stdout.writelines(fault + "\n" for fault in faults)
        return bool(faults)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
