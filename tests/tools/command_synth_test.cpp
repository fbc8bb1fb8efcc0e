// Tests of trygg synth.
