using System.Globalization;
using Assayer.Benchmarks;

return args switch
{
    ["inflate", var file, .. var rest] => InflateBenchmark.Run(file, rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 7),
    ["writers", .. var rest] => Writers.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        inflate FILE [ROUNDS]                        a gzip file: ours, GZipStream, igzip, gzip
        writers [ROWS | rates.parquet] [NAME…]       what writing prices as Parquet costs, by each writer that could do it: made-up rows, or a lake's
        """);
    return 2;
}
