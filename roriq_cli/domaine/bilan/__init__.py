"""The answers about the network: its size, its regions, what changed, what is to be done."""
