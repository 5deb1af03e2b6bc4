"""The tables of reports: a module for each family.

A module `units` holds `UNITS`, an object of a `TableMaker`, and is named in the package above.
"""
