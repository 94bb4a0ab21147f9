"""/danhsach: the people and units of a khối, their codes of invitation, the journal."""
