"""A campaign: its plan, dates and rule set; launched, changed, closed."""
