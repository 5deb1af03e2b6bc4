"""What a build keeps for the next one: rendered texts, and what the site was made from.

Two SQLite files in the project's cache folder, `.zhuanlan/` beside `config.yaml`, which may be
deleted at any time. They hold MessagePack, read back into declared types only, so no cache can run
anything; every row carries a checksum, and one that is damaged counts as missing.
"""
