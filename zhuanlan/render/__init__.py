"""Pages → bytes: a theme's templates, filled. Pure: no clock, no site, no file but the theme's."""
