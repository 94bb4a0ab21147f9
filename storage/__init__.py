"""Rows <-> campaign dataclasses. The schema is the last judge; SQL is written by hand, one small store per subject."""
