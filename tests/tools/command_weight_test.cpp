// Tests of trygg weight.
