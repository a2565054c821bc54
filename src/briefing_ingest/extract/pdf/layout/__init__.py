"""From glyphs to lines in reading order: columns, side boxes, charts, drop capitals."""
