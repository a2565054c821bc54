"""What one work says before names are looked for: its texts, its people, whose its imprints are."""
