"""Codes of invitation and the phones of a person."""
