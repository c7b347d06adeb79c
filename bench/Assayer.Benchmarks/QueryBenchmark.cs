namespace Assayer.Benchmarks;

static class QueryBenchmark
{
    public static int Run(string[] arguments)
    {
        SyntheticLake.Write(arguments[0], long.Parse(arguments[1]), int.Parse(arguments[2]), int.Parse(arguments[3]));
        return 0;
    }
}
