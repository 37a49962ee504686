"""The organisations of the network: records, life cycle, criteria, acts, rules, words."""
