"""output/ → where readers get it: only differences travel, and each release can be returned to.

`release` says what a release is and what differs between two; a `Host` (`host`) is a place of one
of the kinds in `hosts/`; `verify` looks afterwards; `notify` tells others what changed.
`server` writes the configuration of a web server.
"""
