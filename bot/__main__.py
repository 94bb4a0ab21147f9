"""`python -m bot`: the same as `thidua`."""

from bot.cli import app

app()
