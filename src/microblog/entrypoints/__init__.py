"""What is started: settings, container, command line, servers."""
