"""Whether a subject may register for a title, answered from recorded history in three values."""
