// Tests of trygg check.
