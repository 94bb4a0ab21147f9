"""/lichhop for the secretary: who comes, who has not answered."""
