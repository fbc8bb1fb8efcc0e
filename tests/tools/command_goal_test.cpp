// Tests of trygg goal.
