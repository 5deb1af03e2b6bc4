"""What the office makes of a service log: certificates and tables for platforms, with names.

Nothing of it is published.
"""
