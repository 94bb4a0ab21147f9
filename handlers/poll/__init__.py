"""/binhxet, as who prepares, opens, presides over and counts a ballot sees it."""
