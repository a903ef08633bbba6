"""What reads and writes cost on a large server, on each storage: see `__main__`."""
