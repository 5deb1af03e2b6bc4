"""The door of a site: `python build.py` builds it, `python build.py --help` tells the rest."""

from zhuanlan.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
