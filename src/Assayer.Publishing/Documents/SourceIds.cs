using System.Globalization;

namespace Assayer.Publishing.Documents;

/// <summary>Long lists of source ids, short.</summary>
static class SourceIds
{
    const int ShortestRun = 4;

    /// <summary>Single ids, and first and last of runs of four or more: S2, S3 … S9 is one run.</summary>
    public static IEnumerable<(string First, string? Last)> Runs(IReadOnlyList<string> ids)
    {
        for (var start = 0; start < ids.Count;)
        {
            var end = start;
            while (end + 1 < ids.Count && Number(ids[end + 1]) == Number(ids[end]) + 1) end++;
            if (end - start + 1 >= ShortestRun) yield return (ids[start], ids[end]);
            else
                for (var index = start; index <= end; index++) yield return (ids[index], null);
            start = end + 1;
        }
    }

    static int Number(string id) => int.Parse(id.AsSpan(1), CultureInfo.InvariantCulture);
}
