#!/usr/bin/env python3
"""Makes this folder's fonts from Debian's package fonts-roboto-unhinted: python3 subset.py FOLDER-WITH-Roboto-*.ttf

The PDF carries each face whole, so it holds only European letters, numbers and signs. What SkiaSharp cannot read is left out, and the
pairs of the GPOS table, which it does not read, are written as a kern table, which it does. Needs fonttools.
"""
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

RANGES = [
    (0x20, 0x7E), (0xA1, 0xAC), (0xAE, 0x17F), (0x192, 0x192), (0x218, 0x21B), (0x2C6, 0x2C7), (0x2D8, 0x2DD), (0x384, 0x3CE), (0x400, 0x45F),
    (0x1E80, 0x1E85), (0x1E9E, 0x1E9E), (0x2010, 0x2026), (0x2030, 0x203A), (0x2044, 0x2044), (0x2070, 0x208E), (0x20A0, 0x20BF), (0x2116, 0x2122),
    (0x212E, 0x212E), (0x215B, 0x215E), (0x2190, 0x2193), (0x2202, 0x2265), (0x25CA, 0x25CA), (0xFFFD, 0xFFFD),
]
KERNED = [*range(0x21, 0x30), *range(0x3A, 0x40), *range(0x41, 0x5B), *range(0x61, 0x7B), 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D]


def kerning(font, glyphs):
    """The horizontal advance that each pair's first glyph gains; the first lookup that knows a pair decides."""
    gpos = font["GPOS"].table
    lookups = sorted({i for record in gpos.FeatureList.FeatureRecord if record.FeatureTag == "kern" for i in record.Feature.LookupListIndex})
    pairs = {}
    for index in lookups:
        found = {}
        for table in gpos.LookupList.Lookup[index].SubTable:
            table = table.ExtSubTable if table.LookupType == 9 else table
            if table.LookupType != 2:
                continue
            for left in (glyph for glyph in table.Coverage.glyphs if glyph in glyphs):
                if table.Format == 1:
                    values = {r.SecondGlyph: r.Value1 for r in table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord}
                else:
                    row = table.Class1Record[table.ClassDef1.classDefs.get(left, 0)].Class2Record
                    values = {right: row[table.ClassDef2.classDefs.get(right, 0)].Value1 for right in glyphs}
                for right in glyphs & values.keys():
                    found.setdefault((left, right), getattr(values[right], "XAdvance", 0) or 0)
        for pair, value in found.items():
            pairs[pair] = pairs.get(pair, 0) + value
    return {pair: value for pair, value in sorted(pairs.items()) if value}


for weight in ("Regular", "Medium"):
    font = TTFont(Path(sys.argv[1]) / f"Roboto-{weight}.ttf")
    characters = font.getBestCmap()
    pairs = kerning(font, {characters[code] for code in KERNED if code in characters})
    options = Options()
    options.layout_features = []
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "LTSH", "VDMX", "hdmx", "gasp", "DSIG", "meta"]
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14, 16, 17]
    options.notdef_outline = True
    options.glyph_names = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    table = newTable("kern")
    part = KernTable_format_0()
    part.coverage, part.apple, part.kernTable = 1, False, pairs
    table.version, table.kernTables = 0, [part]
    font["kern"] = table
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(Path(__file__).parent / f"Roboto-{weight}.ttf")
    print(weight, len(font.getGlyphOrder()), "glyphs", len(pairs), "pairs")
