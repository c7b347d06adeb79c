using Assayer.Benchmarks;

switch (args)
{
    case ["query", .. var rest]:
        return QueryBenchmark.Run(rest);
    default:
        Console.Error.WriteLine("Usage: query LAKE ASSAYER.DLL [PRICES [ROUNDS]]");
        return 2;
}
