"""What the program can do besides turning files into pages: a room for each feature."""
