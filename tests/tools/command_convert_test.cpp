// Tests of trygg convert.
