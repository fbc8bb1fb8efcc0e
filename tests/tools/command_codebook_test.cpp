// Tests of trygg codebook.
