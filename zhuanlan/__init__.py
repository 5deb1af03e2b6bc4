"""zhuanlan (专栏): a static site generator for campaign columns.

Two maps with one join::

    content/ ──load──▶ posts ──plan──▶ pages ──render──▶ bytes ──write──▶ output/
               map              join            map
           one file each    sees everything  one page each     atomic, only what changed

Each arrow is a package of that name; `model` holds the nouns that travel along the arrows, and
`build` is the only module that knows their order.
"""

__version__ = "0.1.0"
