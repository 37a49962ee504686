"""What a document says, in its order, before any format lays it out: the report, the review."""
