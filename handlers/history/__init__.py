"""What is on record about a person or unit, and declaring what is not."""
