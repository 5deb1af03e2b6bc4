"""The hosts that a site can be published to: a module for each kind of `publish.targets`."""
