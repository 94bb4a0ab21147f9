"""/lichhop for the secretary: a meeting prepared, called, changed, cancelled."""
