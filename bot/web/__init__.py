"""The web page: a channel like the others, on a server of our own. See docs/decisions/0010-web-channel.md."""
