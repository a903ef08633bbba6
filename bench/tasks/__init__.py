"""What the task queues hold, under kills and without their brokers, and how quick they are."""
