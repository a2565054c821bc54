"""What is known of the world: gazetteers, registers, classes of words."""
