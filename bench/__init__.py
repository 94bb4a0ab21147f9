"""Measures this program beside a plain bot, and how its cost grows: `make bench`."""
