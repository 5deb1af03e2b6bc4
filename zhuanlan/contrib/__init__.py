"""Adapters to other programs' interfaces that the program can do without."""
