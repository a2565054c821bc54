"""The rules that turn candidates away, and how sure what remains is."""
