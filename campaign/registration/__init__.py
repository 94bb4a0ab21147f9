"""Registering for titles and awards: by oneself, by the unit, from a sheet; the rates."""
