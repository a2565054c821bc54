"""The libraries that read PDF files, behind one protocol, `Book`."""
