namespace Assayer.Publishing.Documents.Pdf;

/// <summary>What a table's column needs.</summary>
/// <param name="Least">Width below which a word is parted.</param>
/// <param name="Most">Width in which nothing wraps.</param>
/// <param name="IsNumeric">Whether it holds numbers.</param>
readonly record struct ColumnNeed(float Least, float Most, bool IsNumeric);

/// <summary>How wide columns are.</summary>
static class Columns
{
    const float FirstOfFigures = 0.3f;

    /// <summary>Widths that fill <paramref name="total"/>; words are parted only where the least widths don't fit.</summary>
    public static float[] Widths(IReadOnlyList<ColumnNeed> needs, float total)
    {
        if (needs.Sum(need => need.Least) > total) return Level(needs, total, _ => 0);
        return needs.Sum(need => need.Most) >= total ? Level(needs, total, need => need.Least) : Spread(needs, total);
    }

    // All columns get what they need up to a width that the widest ones share.
    static float[] Level(IReadOnlyList<ColumnNeed> needs, float total, Func<ColumnNeed, float> least)
    {
        var (low, high) = (0f, total);
        for (var step = 0; step < 30; step++)
        {
            var cap = (low + high) / 2;
            if (needs.Sum(need => Width(need, cap)) > total) high = cap;
            else low = cap;
        }
        var widths = needs.Select(need => Width(need, low)).ToArray();
        // What numbers leave goes to all, half of it to the column of names.
        var rest = total - widths.Sum();
        for (var column = 0; column < widths.Length; column++) widths[column] += rest * ((column == 0 ? 0.5f : 0) + 0.5f / widths.Length);
        return widths;

        float Width(ColumnNeed need, float cap) => Math.Max(least(need), Math.Min(need.IsNumeric ? need.Least : need.Most, cap));
    }

    // Room is left. In a table of figures the first column gets a third and the figures become equally wide, so that tables under each other align.
    static float[] Spread(IReadOnlyList<ColumnNeed> needs, float total)
    {
        var widths = needs.Select(need => need.Most).ToArray();
        var rest = total - widths.Sum();
        if (needs.Count(need => need.IsNumeric) > 2)
        {
            var first = Math.Clamp(FirstOfFigures * total - widths[0], 0, rest);
            (widths[0], rest) = (widths[0] + first, rest - first);
            int[] figures = [.. Enumerable.Range(0, widths.Length).Where(column => needs[column].IsNumeric)];
            var (low, high) = (0f, total);
            for (var step = 0; step < 30; step++)
            {
                var level = (low + high) / 2;
                if (figures.Sum(column => Math.Max(0, level - widths[column])) > rest) high = level;
                else low = level;
            }
            foreach (var column in figures) widths[column] = Math.Max(widths[column], low);
            return widths;
        }
        var sum = total - rest;
        return [.. widths.Select(width => sum > 0 ? width + rest * width / sum : total / widths.Length)];
    }
}
