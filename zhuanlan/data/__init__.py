"""Data made when the package is built: see `hatch_build.py`. Nothing of it is in the repository."""
