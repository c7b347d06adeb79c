using Assayer.Benchmarks;

return args switch
{
    ["inflate", var file, .. var rest] => InflateBenchmark.Run(file, rest.Length > 0 ? int.Parse(rest[0], System.Globalization.CultureInfo.InvariantCulture) : 7),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("inflate FILE [ROUNDS]    a gzip file: ours, GZipStream, igzip, gzip");
    return 2;
}
