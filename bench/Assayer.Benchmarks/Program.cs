using Assayer.Benchmarks;

return args switch
{
    ["writers", .. var rest] => Writers.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("writers [ROWS | rates.parquet] [NAME…]   What writing prices as Parquet costs, by each writer that could do it: made-up rows, or a lake's");
    return 2;
}
