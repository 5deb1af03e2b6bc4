"""The formats of reports: a module for each, named after it.

A format has `SUFFIX`, how its files' names end, and `written(report, context)`, the bytes of a
file.
"""
