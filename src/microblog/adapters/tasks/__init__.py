"""Task queues: who runs the work after the commit."""
