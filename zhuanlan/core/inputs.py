"""What an output depends on, and the work that each input governs.

Four digests decide what a build may skip. Each is made of the inputs that have its facet in
`INPUTS`, so that no two of them can disagree about an input:

- `stat`: the up-to-date stamp (`write/stamp.py`). Where it agrees, nothing is read at all.
- `read`: what sources are read by (`load/site.py`). Where it agrees, an unchanged file is not read.
- `compile`: what templates are compiled with (`render/renderer.py`): what filters return for
  addresses and words that a template writes out. Other settings are looked up when it renders.
- `render`: what all pages depend on (`build/previous.py`). Where it agrees, only pages whose
  posts changed are rendered.

An input without facets changes no byte of the output, or is asked for at each build.
"""

from __future__ import annotations

import hashlib
import sys
import sysconfig
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

Facet = Literal["stat", "read", "compile", "render"]

PACKAGE = Path(__file__).parent.parent

INPUTS: Mapping[str, str] = {
    "program": "stat read compile render",  # code, translations, libraries, Python
    # what was asked for
    "options.now": "",  # pages differ by what is published then; the states are an input below
    "options.content": "render",
    "options.output": "",
    "options.config": "",
    "options.themes": "",
    "options.theme": "stat",
    "options.base_url": "stat",
    "options.drafts": "stat render",
    "options.future": "stat render",
    "options.relative": "stat compile render",
    "options.strict": "stat",
    "options.signed": "stat",
    "options.search": "stat",
    "options.precompress": "",
    "options.verify": "",
    "options.edition": "stat render",
    "options.atomic": "",
    "options.jobs": "",
    "options.plugins": "stat",  # those named here are among the plug-ins below
    "options.scheduler": "",
    # files by name, size, time and inode; what they hold is an input of its own
    "files.config": "stat",
    "files.content": "stat",
    "files.themes": "stat",
    "files.ledgers": "stat",
    "files.plugin_folder": "stat",
    # plug-ins with the digests of their files
    "plugins": "read compile render",
    "translations": "compile render",  # what catalogues of plug-ins hold
    "files.data": "stat",
    # config.yaml, with what the command line set in its place
    "config.name": "render",
    "config.url": "compile render",
    "config.description": "render",
    "config.language": "compile render",
    "config.organisers": "render",
    "config.footer": "render",
    "config.navigation": "render",
    "config.furniture": "render",
    "config.theme": "compile render",
    "config.colour": "render",
    "config.markdown": "read render",
    "config.page_size": "render",
    "config.feed_size": "render",
    "config.columns": "read render",
    "config.regions": "read render",
    "config.redirects": "render",
    "config.pinyin": "read render",
    "config.search": "render",
    "config.precompress": "render",
    "config.mourning": "render",
    "config.sharing": "render",
    "config.pictures": "render",
    "config.ai": "compile render",
    "config.privacy": "read render",
    "config.signoff": "render",
    "config.staff": "render",
    "config.disc": "render",
    "config.plugins": "",  # an input of their own, above
    "config.publish": "",  # where it is published to changes no page
    "config.limits": "read render",
    "config.check": "render",
    "config.editor": "render",
    # what follows from all of these
    "data": "",  # of page makers; compared at each build, with the pages that read it
    "indexnow": "render",  # the key that proves to search engines whose site it is
    "campaign": "read",  # the one that a source belongs to
    "campaigns": "render",
    "campaigns.folders": "render",
    "campaigns.states": "render",  # of campaigns, phases and documents at the build date
    "unsure": "read",  # keys with a mistake, on which nothing is built
    "ledgers.consents": "read",
    "ledgers.takedowns": "render",
    "navigation": "render",
    "mourning": "compile render",
    "absent": "compile render",
    "pictures": "render",  # those that campaigns declare
    "theme": "render",
    "theme.static": "compile",  # the addresses of its files
}
"""Each input with its facets."""


def digest(facet: Facet, values: Mapping[str, object]) -> bytes:
    """Return the digest of all inputs with a facet, 16 bytes.

    `values` gives each of them by its name; a value is told by its `repr`, or is bytes. Raises
    KeyError for an input that is missing or that does not govern this work: both are mistakes in
    the program.
    """
    names = [name for name, facets in INPUTS.items() if facet in facets.split()]
    if wrong := values.keys() ^ names:
        raise KeyError(f"inputs of {facet}: {sorted(wrong)}")
    made = hashlib.blake2b(digest_size=16)
    for name in names:
        value = values[name]
        written = value if isinstance(value, bytes) else repr(value).encode()
        made.update(b"%d\0" % len(written) + written)
    return made.digest()


@cache
def version() -> bytes:
    """Return a digest of the program: the bytes of its code and catalogues, and what it runs on."""
    made = hashlib.blake2b(digest_size=16)
    for suffix in ("py", "mo"):
        for file in sorted(PACKAGE.rglob(f"*.{suffix}")):
            made.update(file.relative_to(PACKAGE).as_posix().encode())
            made.update(file.read_bytes())
    made.update(repr(platform()).encode())
    return made.digest()


def platform() -> tuple[str, list[str]]:
    """Return Python's version, and the installed libraries with theirs."""
    installed = Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    return sys.version, sorted(file.name for file in installed)


def fields(of: str, facet: Facet, holder: object) -> dict[str, object]:
    """Return the inputs `of.*` with a facet, each from the attribute of its name."""
    return {
        name: getattr(holder, name.removeprefix(f"{of}."))
        for name, facets in INPUTS.items()
        if name.startswith(f"{of}.") and facet in facets.split()
    }
