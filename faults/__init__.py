"""What must survive: real servers, real faults, and an oracle. See docs/reliability.md."""
