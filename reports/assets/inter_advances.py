#!/usr/bin/env python3
"""Writes reports/charts/inter_advances.inc: advance widths of Inter, with tabular figures.

Needs the packages python3-fonttools and fonts-inter (3.19). Run from the project's root:

    reports/assets/inter_advances.py > reports/charts/inter_advances.inc
"""
from fontTools.ttLib import TTFont

FOLDER = "/usr/share/fonts/opentype/inter/"
CHARACTERS = (list(range(0x20, 0x7F)) + list(range(0xA0, 0x100))
              + [0x2013, 0x2014, 0x2019, 0x201D, 0x2026, 0x2212, 0x25B2, 0x25BC, 0x25C7])


def tabular(font):
    """The substitutions of the feature tnum, glyph to glyph."""
    gsub = font["GSUB"].table
    lookups = {i for r in gsub.FeatureList.FeatureRecord if r.FeatureTag == "tnum"
               for i in r.Feature.LookupListIndex}
    mapping = {}
    for i in sorted(lookups):
        for sub in gsub.LookupList.Lookup[i].SubTable:
            mapping.update(getattr(getattr(sub, "ExtSubTable", sub), "mapping", {}))
    return mapping


def advances(file):
    font = TTFont(FOLDER + file)
    names, widths, tnum = font.getBestCmap(), font["hmtx"], tabular(font)
    per_em = font["head"].unitsPerEm
    for c in CHARACTERS:
        if c in names:
            glyph = names[c]
            yield c, round(1000 * widths[tnum.get(glyph, glyph)][0] / per_em)


regular, semibold = dict(advances("Inter-Regular.otf")), dict(advances("Inter-SemiBold.otf"))
print("// Made by reports/assets/inter_advances.py from Inter 3.19; do not edit.")
print("// Character, advance in thousandths of the font size: regular, semibold.")
for c in CHARACTERS:
    if c in regular:
        print(f"{{0x{c:04x}, {regular[c]}, {semibold[c]}}},")
