"""`serve`: a preview of the site that follows each save, and the desk, the office's overview.

`preview` builds in the main thread, `server` serves in another, and `watcher` gathers the changes
on disk that watchdog's threads notice. The server shows a folder of the cache with the whole site,
drafts and future posts included; `output/` is never touched. `access` refuses all but this
machine's browser.
"""
