"""Hearing less of others, without their knowing."""
