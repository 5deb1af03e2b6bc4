"""Rules that a build itself looks after: what it refuses, and what it warns of."""

from __future__ import annotations

from zhuanlan.core.i18n import N_
from zhuanlan.model.checks import PROBLEM as ID
from zhuanlan.model.checks import Rule

PROBLEM = Rule(ID, "error", N_("what a build refuses"), fixable=True)
UNUSED_FILE = Rule("unused-file", "warning", N_("a file lies in the content and is used nowhere"))
DATE_PHASE = Rule("date-phase", "warning", N_("the date of a post contradicts its phase"))
