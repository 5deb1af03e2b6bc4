"""Tests tell stories: build, check, change, rebuild."""
