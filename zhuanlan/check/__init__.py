"""Checks: what a build cannot refuse, and an inspection, or a reader, would still find.

`rules/` holds a module for each rule, or for a family; what a rule is, `model/checks.py` says, and
what it may look at, `scopes.py`. `look.py` runs rules on single sources, in several processes;
`run.py` runs those that see the whole site, and collects what is found.
"""
