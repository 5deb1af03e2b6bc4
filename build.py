"""Build this site: `python build.py`; `python build.py --help` lists the options."""

from zhuanlan.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
