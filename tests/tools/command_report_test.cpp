// Tests of trygg report.
