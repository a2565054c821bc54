"""From mentions to entities: one thing for all its names, with identifiers."""
