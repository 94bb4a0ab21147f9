"""What is on record: ratings, titles, initiatives, holds; how it is declared and imported."""
