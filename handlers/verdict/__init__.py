"""/binhxet after the count: the numbers, the announcement, ties, further rounds, annulment."""
