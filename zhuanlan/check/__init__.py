"""Checks: what a build cannot refuse, and an inspection, or a reader, would still find.

Rules are told by `model/checks.py`. Those of one text are pure (`texts.py`, `dates.py`,
`punctuation.py`), so that several processes may look; others see the whole site (`posts.py`,
`names.py`, `freshness.py`), and some the pages that were built of it (`pages.py`, `external.py`).
"""
