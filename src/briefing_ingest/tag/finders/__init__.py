"""The rules that find names."""
