"""Reports: figures of a campaign with their sources, in the formats of an office."""
