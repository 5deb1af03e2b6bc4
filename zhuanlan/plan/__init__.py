"""Model → pages: which pages exist, and what each may read.

The only stage that sees the whole site. Each module plans pages of one sort; `outline` puts them
together and makes sure that no two claim one address, `planning` adds the published files,
`changes` finds what a change touches. `taxonomies` holds the groupings of posts, a module for each.
"""
