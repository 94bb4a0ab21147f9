"""Who belongs to a khối: reading a roster, and what it would change."""
