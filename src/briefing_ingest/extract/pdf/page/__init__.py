"""What a page of a PDF gives: glyphs, words, rules, tags."""
