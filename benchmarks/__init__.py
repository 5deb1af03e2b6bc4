"""Benchmarks that anyone can run; docs/performance.md holds what they printed last."""
