"""A page as it is written: tokens, tree, roles of elements, and lines with their places."""
