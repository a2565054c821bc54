"""Word lists and registers of the naming rules."""
