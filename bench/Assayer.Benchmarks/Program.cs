using Assayer.Benchmarks;

switch (args)
{
    case ["publish", _, ..]:
        return PublishBenchmark.Run(args[1..]);
    default:
        Console.Error.WriteLine($"Usage: {PublishBenchmark.Usage}");
        return 2;
}
