"""Who is told what when: reminders, escalation, decent hours, notices."""
