"""The core: things, actions and rules, without a framework."""
