"""Web pages, and what is pasted from Word, WPS, Excel, WeChat and content management systems.

`files` reads a saved page or what was pasted, `cleaning` makes a document of it: `reading` gives a
tree, `main_text` finds the text in it, `walking` turns that into paragraphs, `paragraphs` tidies
them, `pictures` finds what they show.
"""
