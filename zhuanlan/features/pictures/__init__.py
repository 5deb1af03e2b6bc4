"""Contributors' pictures → what is published of them.

Hostile until decoded and written anew: nothing of a file is passed on but what it shows. What its
camera noted (where, when, whose) goes.
"""
