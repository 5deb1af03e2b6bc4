"""What formats know beside the report."""

from pathlib import Path

from msgspec import Struct


class Context(Struct, frozen=True):
    """What formats know beside the report."""

    folder: Path
    """The folder of `config.yaml`: templates are looked up below it only."""
    letterhead: str = ""
    """A Word template (`.docx`) below `folder`, relative to it."""
    language: str = "zh-Hans"
    site_url: str = ""
    """The base of absolute addresses of stories, with a slash at its end, or nothing."""
