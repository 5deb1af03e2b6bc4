"""Builds under faults: `python -m tests.chaos --rounds 200`.

Each round edits a site, builds it while something goes wrong, and holds what docs/reliability.md
promises: every published file is whole, one line says what happened, and the next build leaves what
a clean one would.
"""
