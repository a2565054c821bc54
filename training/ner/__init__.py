"""The recogniser of organisations and places: its data, its training, its evaluation. See README.md
beside this.
"""
