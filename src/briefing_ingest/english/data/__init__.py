"""Lists of words, read by the modules of `english`."""
