"""The network that finds names, and the spaCy pipeline around it."""
