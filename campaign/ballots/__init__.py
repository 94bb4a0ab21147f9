"""Deciding together: the list, the roll, the rule, casting, the count, the record, the published sheet."""
