"""Files → model: each source file becomes one frozen value or a list of problems.

`content` walks the folder, `source` reads bytes and front matter, `yaml` and `validate` turn text
into checked values, `markdown` renders bodies, and `site` and `post` put them together.
"""
