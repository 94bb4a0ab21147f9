"""/quanly: a campaign from its draft to its end: plan, launch, deadlines, notices, reminders, rules."""
