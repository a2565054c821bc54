"""Turns a folder of policy briefings into one validated JSON dataset."""
