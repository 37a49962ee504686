"""The ground of every kind of file: findings, rules, dates, order."""
