"""The network itself, pure: records, life cycle, criteria, acts, rules, report. No clock, disk, terminal or Git."""
