using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Assayer.Benchmarks;

/// <summary>How a made-up file is built.</summary>
enum Shape
{
    /// <summary>Prices repeat so much that gzip makes 25 bytes of one.</summary>
    Dense,

    /// <summary>Most of it is providers: ten million NPIs.</summary>
    Providers,

    /// <summary>The references come behind the prices that use them.</summary>
    ReferencesLast,

    /// <summary>In each item the prices come before the code.</summary>
    CodeLast,
}

/// <summary>Makes a synthetic in-network file of a shape, about as large as is asked, the same each time; packed by <c>gzip -6</c>.</summary>
static class ShapedFile
{
    const int WantedEvery = 1_000; // items
    const int NpisInGroup = 10;
    const int Recent = 100, PercentAgain = 35; // a group is under several references, near each other

    static readonly string[] Places = ["\"11\"", "\"22\",\"19\"", "\"81\"", "\"11\",\"12\",\"49\",\"50\",\"71\",\"72\""];

    public static void Write(string path, Shape shape, long bytes, IReadOnlyList<string> wanted)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec gzip -6 > \"$0\"", path + ".unfinished"]) { RedirectStandardInput = true };
        using (var gzip = Process.Start(start)!)
        {
            using (var writer = new StreamWriter(gzip.StandardInput.BaseStream, new UTF8Encoding(false), 1 << 16)) Write(writer, shape, bytes, wanted);
            gzip.WaitForExit();
            if (gzip.ExitCode != 0) throw new InvalidOperationException("gzip has failed.");
        }
        File.Move(path + ".unfinished", path, overwrite: true);
    }

    static void Write(StreamWriter writer, Shape shape, long bytes, IReadOnlyList<string> wanted)
    {
        var random = new Random(86353);
        var groups = shape == Shape.Providers ? 1_000_000 : 20_000;
        writer.Write("{\"reporting_entity_name\":\"Made-up Payer (SYNTHETIC)\",\"reporting_entity_type\":\"insurer\",\"last_updated_on\":\"2025-09-01\",\"version\":\"1.3.1\"");
        var written = 0L;
        if (shape != Shape.ReferencesLast) written += References(writer, groups, random);
        writer.Write(",\"in_network\":[");
        var items = 0;
        for (; items == 0 || written < bytes; items++)
        {
            var text = Item(shape, items % WantedEvery == WantedEvery / 2 ? wanted[items / WantedEvery % wanted.Count] : Code(items), groups, random);
            if (items > 0) writer.Write(',');
            writer.Write(text);
            written += text.Length + 1;
        }
        writer.Write(']');
        if (shape == Shape.ReferencesLast) References(writer, groups, random);
        writer.Write('}');
    }

    static string Code(int item) => (10_000 + item * 7_919L % 76_000).ToString(CultureInfo.InvariantCulture);

    static long References(StreamWriter writer, int groups, Random random)
    {
        var written = 0L;
        writer.Write(",\"provider_references\":[");
        var recent = new string[Recent];
        for (var reference = 0; reference < groups; reference++)
        {
            ref var group = ref recent[random.Next(Recent)];
            if (group is null || random.Next(100) >= PercentAgain) group = Group(random);
            var text = $"{(reference > 0 ? "," : "")}{{\"provider_group_id\":{reference + 1},\"provider_groups\":[{group}]}}";
            writer.Write(text);
            written += text.Length;
        }
        writer.Write(']');
        return written;
    }

    static string Group(Random random)
    {
        var npis = string.Join(',', Enumerable.Range(0, NpisInGroup).Select(_ => Npi(random.Next(20_000_000))));
        return $"{{\"npi\":[{npis}],\"tin\":{{\"type\":\"ein\",\"value\":\"{100_000_000 + random.Next(800_000_000)}\"}}}}";
    }

    static string Npi(int serial)
    {
        var nine = (100_000_000 + serial).ToString(CultureInfo.InvariantCulture);
        for (var check = 0; ; check++)
            if (Assayer.Codes.Npi.HasValidCheckDigit($"{nine}{check}")) return $"{nine}{check}";
    }

    static string Item(Shape shape, string code, int groups, Random random)
    {
        var head = $"\"name\":\"A service\",\"billing_code_type\":\"CPT\",\"billing_code_type_version\":\"2025\",\"billing_code\":\"{code}\",\"description\":\"A made-up service\"";
        var rates = new StringBuilder("\"negotiated_rates\":[");
        var (first, fee) = (random.Next(groups - 400), 20 + random.Next(500));
        for (var rate = 0; rate < 200; rate++)
        {
            if (rate > 0) rates.Append(',');
            rates.Append("{\"provider_references\":[");
            var count = shape == Shape.Dense ? 3 : 1 + random.Next(8);
            for (var reference = 0; reference < count; reference++)
                rates.Append(reference > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $"{1 + (shape == Shape.Dense ? first % 1000 + rate / 8 : first + random.Next(400))}");
            rates.Append("],\"negotiated_prices\":[");
            for (var price = 0; price < 2; price++)
            {
                var amount = fee * (shape == Shape.Dense ? 4 + rate / 50 : 50 + random.Next(100)) / (shape == Shape.Dense ? 4m : 100m);
                rates.Append(price > 0 ? "," : "").Append(CultureInfo.InvariantCulture,
                    $"{{\"negotiated_type\":\"negotiated\",\"negotiated_rate\":{amount:0.00},\"expiration_date\":\"9999-12-31\",\"service_code\":[{Places[(rate + price) % Places.Length]}],\"billing_class\":\"{(price == 0 ? "professional" : "institutional")}\"}}");
            }
            rates.Append("]}");
        }
        rates.Append(']');
        return shape == Shape.CodeLast
            ? $"{{\"negotiation_arrangement\":\"ffs\",{rates},{head}}}"
            : $"{{\"negotiation_arrangement\":\"ffs\",{head},{rates}}}";
    }
}
