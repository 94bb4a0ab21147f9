"""The rehearsal room: a khối of invented people on this machine; one can be anybody, and time can be moved."""
