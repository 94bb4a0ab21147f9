"""What `thidua` can do on a command line, one file per command; `bot/cli.py` lists them."""
