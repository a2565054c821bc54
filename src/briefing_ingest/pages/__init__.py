"""What the setting of pages tells: their edges, their tables of contents, the tags of a structure
tree.
"""
