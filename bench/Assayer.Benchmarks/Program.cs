using System.Globalization;
using Assayer.Benchmarks;

return args switch
{
    ["inflate", var file, .. var rest] => InflateBenchmark.Run(file, rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 7),
    ["writers", .. var rest] => Writers.Run(rest),
    ["reading", var assayer, var library, var folder, var rounds, var size, var largeSize] => new ReadingBenchmark(assayer, library, folder, int.Parse(rounds, CultureInfo.InvariantCulture)).Run(size, largeSize),
    ["phases", var file, .. var rest] => PhasesBenchmark.Run(file, rest is [var codes, ..] && codes != "all" ? codes : null, rest is [_, var only] ? only : null, 3),
    ["publish", .. [_, ..] and var rest] => PublishBenchmark.Run(rest),
    ["query", .. var rest] => QueryBenchmark.Run(rest),
    ["rival", .. var rest] => Rivals.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        reading ASSAYER ASSAYER.DLL FOLDER ROUNDS SIZE LARGE  price files, beside others: bench/speed.sh runs it
        phases FILE [CODES | all [PHASE]]            where the time of reading a file goes
        publish LAKE [CODES [PAGES [ROUNDS [FOLDER]]]]  reports on codes of a lake, and a site of so many pages of them, kept in a folder
        query LAKE ASSAYER.DLL [PRICES [ROUNDS]]     a code's prices from a lake, beside a query written by hand
        inflate FILE [ROUNDS]                        a gzip file: ours, GZipStream, igzip, gzip
        writers [ROWS | rates.parquet] [NAME…]       what writing prices as Parquet costs, by each writer that could do it: made-up rows, or a lake's
        """);
    return 2;
}
