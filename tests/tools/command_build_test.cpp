// Tests of trygg build.
