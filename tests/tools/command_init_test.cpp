// Tests of trygg init.
