// Tests of trygg estimate.
