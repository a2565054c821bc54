"""Tables of a PDF page: ruled, and by alignment."""
