"""Letters that a font maps wrongly: found by whether the text reads as a language."""
