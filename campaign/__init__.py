"""The rules of a campaign. Standard library only: no async, no I/O, no clock, no sentences."""
