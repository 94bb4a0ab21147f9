"""What every test stands on: nothing yet; a fixture lives in the folder whose tests use it."""
