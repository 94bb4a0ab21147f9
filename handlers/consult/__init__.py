"""The draft of a plan sent round for comment, answered by the units and gathered."""
