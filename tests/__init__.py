"""The suite: tests are sentences."""
