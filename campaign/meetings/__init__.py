"""Meetings: prepared, called, answered."""
