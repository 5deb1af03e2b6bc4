"""Bytes → output/: atomic, only what changed, and never a file that is not zhuanlan's."""

MANIFEST = ".zhuanlan.json"
"""Lies in the output folder and lists the files there that are zhuanlan's."""
