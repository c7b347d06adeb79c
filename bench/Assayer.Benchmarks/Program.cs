using Assayer.Benchmarks;

switch (args)
{
    case ["publish", .. var rest]:
        return PublishBenchmark.Run(rest);
    default:
        Console.Error.WriteLine("Usage: publish LAKE [CODES [ROUNDS]]");
        return 2;
}
