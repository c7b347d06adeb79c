using Assayer.Rates.Transparency;
using DuckDB.NET.Data;

namespace Assayer.Lake.Optimized;

/// <summary>Reads the tables of a layer that are sorted by a number: of terms, provider sets, references or groups.</summary>
sealed class NumberedTables(DuckDBConnection connection, Layer layer)
{
    const int NearRows = 2048; // numbers between wanted ones that cost less to read than a range more
    const int MostRanges = 8; // each is compared with every row that is read

    /// <summary>The rows with wanted numbers, in the order of their numbers, which come first; all where null is wanted.</summary>
    public IEnumerable<T> Rows<T>(string table, string number, IReadOnlyCollection<int>? wanted, string columns, Func<DuckDBDataReader, T> row)
    {
        var query = $"SELECT {number}, {columns} FROM {layer.Table(table)}";
        if (!layer.Has(table)) return []; // it is of hospitals
        if (wanted is null) return connection.Query(query, row); // the file's order
        if (wanted.Count == 0) return [];
        connection.Execute("CREATE OR REPLACE TEMP TABLE wanted_numbers (wanted INTEGER)");
        using (var appender = connection.CreateAppender("wanted_numbers"))
            foreach (var one in wanted) appender.CreateRow().AppendValue(one).EndRow();
        return connection.Query($"{query} SEMI JOIN wanted_numbers ON {number} = wanted WHERE {Within(number, wanted, NearRows, MostRanges)} ORDER BY ALL", row);
    }

    /// <summary>Terms by their numbers: prices in which the rest is still to be filled in.</summary>
    public Dictionary<int, RateRow> Terms(IReadOnlyCollection<int>? wanted) =>
        Rows("terms", "number", wanted, RateTables.Terms, reader => (reader.GetInt32(0), RateTables.TermsOf(reader, 1))).ToDictionary();

    /// <summary>The condition that a number is one of some, or lies near them, in ranges. Unlike IN, it is never made a join, which would lose the rows' order.</summary>
    /// <param name="column">The number.</param>
    /// <param name="wanted">The wanted ones.</param>
    /// <param name="near">How far two may lie apart in one range; 1 where only wanted ones are.</param>
    /// <param name="mostRanges">How many ranges there may be before farther ones are taken together.</param>
    public static string Within(string column, IEnumerable<int> wanted, int near = 1, int mostRanges = int.MaxValue)
    {
        int[] sorted = [.. wanted.Order()];
        for (; ; near *= 4)
        {
            var ranges = new List<(int First, int Last)>();
            foreach (var number in sorted)
                if (ranges.Count > 0 && number - ranges[^1].Last <= near) ranges[^1] = (ranges[^1].First, number);
                else ranges.Add((number, number));
            if (ranges.Count <= mostRanges) return $"({string.Join(" OR ", ranges.Select(range => $"{column} BETWEEN {range.First} AND {range.Last}"))})";
        }
    }
}
