"""/dangky: registering for titles and awards, taking part in the movements, and the rates of both."""
