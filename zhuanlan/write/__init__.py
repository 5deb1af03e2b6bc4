"""Bytes → output/: atomic, only what changed, and never a file that is not zhuanlan's."""
