"""The command line. `main` runs it; `commands/` has one module for each command."""

from zhuanlan.cli.main import main

__all__ = ["main"]
