"""`python -m zhuanlan` is the command `zhuanlan`."""

from zhuanlan.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
