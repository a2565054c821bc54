"""Notes: which lines are notes, how they are numbered, and where they are called."""
