"""The preview: what editors write, on the page they look at, as soon as it is saved.

The main thread builds, one of its own serves, watchdog's notice what changed on disk. Served is a
folder of the cache with a whole site in it, drafts and future posts included; `output/` is never
touched.
"""
