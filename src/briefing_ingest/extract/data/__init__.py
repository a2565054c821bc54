"""Weights that extraction reads, written by the scripts in ``training/``."""
