"""/lichhop: the meetings one is invited to, and the answer to an invitation."""
