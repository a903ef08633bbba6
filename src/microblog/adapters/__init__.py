"""How the ports are met: one folder per family."""
