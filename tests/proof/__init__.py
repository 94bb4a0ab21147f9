"""What is claimed, which tests hold it, and what they measured: the tables in docs/ that the Makefile makes again.

    python -m tests.proof processes      runs every test named in processes.toml, writes docs/processes.md

A claim is a row of a `.toml` file beside this one; a test says what it measured with pytest's `record_property`.
"""
