"""What every other package uses: problems, messages, options, the registry, executors."""
