// Tests of trygg release.
