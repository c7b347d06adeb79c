using Assayer.Rates.Transparency;
using DuckDB.NET.Data;

namespace Assayer.Lake.Optimized;

/// <summary>Reads the tables of a layer that are sorted by a number: of terms, provider sets, references or groups.</summary>
sealed class NumberedTables(DuckDBConnection connection, Layer layer)
{
    const int NearRows = 2048; // numbers between wanted ones that cost less to read than a range more
    const int MostRanges = 200;

    /// <summary>The rows with wanted numbers, in the order of their numbers, which come first; all where null is wanted.</summary>
    public IEnumerable<T> Rows<T>(string table, string number, IReadOnlyCollection<int>? wanted, string columns, Func<DuckDBDataReader, T> row)
    {
        var query = $"SELECT {number}, {columns} FROM {layer.Table(table)}";
        if (wanted is null) return connection.Query(query, row); // the file's order
        if (wanted.Count == 0) return [];
        connection.Execute("CREATE OR REPLACE TEMP TABLE wanted_numbers (wanted INTEGER)");
        using (var appender = connection.CreateAppender("wanted_numbers"))
            foreach (var one in wanted) appender.CreateRow().AppendValue(one).EndRow();
        return connection.Query($"{query} SEMI JOIN wanted_numbers ON {number} = wanted WHERE {Within(number, wanted)} ORDER BY ALL", row);
    }

    /// <summary>Terms by their numbers: prices in which the rest is still to be filled in.</summary>
    public Dictionary<int, RateRow> Terms(IReadOnlyCollection<int>? wanted) =>
        Rows("terms", "number", wanted, RateTables.Terms, reader => (reader.GetInt32(0), RateTables.TermsOf(reader, 1))).ToDictionary();

    // Which parts of the file to read at all: the row groups' statistics tell.
    static string Within(string column, IReadOnlyCollection<int> wanted)
    {
        int[] sorted = [.. wanted.Order()];
        for (var near = NearRows; ; near *= 4)
        {
            var ranges = new List<(int First, int Last)>();
            foreach (var number in sorted)
                if (ranges.Count > 0 && number - ranges[^1].Last <= near) ranges[^1] = (ranges[^1].First, number);
                else ranges.Add((number, number));
            if (ranges.Count <= MostRanges) return $"({string.Join(" OR ", ranges.Select(range => $"{column} BETWEEN {range.First} AND {range.Last}"))})";
        }
    }
}
