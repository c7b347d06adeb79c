using Assayer.Codes;
using Assayer.Rates.Transparency;
using DuckDB.NET.Data;

namespace Assayer.Benchmarks;

/// <summary>The prices of a lake's <c>rates.parquet</c>, some times over. Equal texts are the same object, as the reader gives them.</summary>
static class StoredRows
{
    public static List<RateRow> Read(string path)
    {
        var texts = new Dictionary<string, string>();
        var codes = new Dictionary<(string, string), BillingCode>();
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"FROM '{path}'";
        using var reader = command.ExecuteReader();
        var rows = new List<RateRow>();
        while (reader.Read())
        {
            string? Text(int column)
            {
                if (reader.IsDBNull(column)) return null;
                var text = reader.GetString(column);
                return texts.TryGetValue(text, out var same) ? same : texts[text] = text;
            }
            var (type, value) = (Text(0)!, Text(1)!);
            if (!codes.TryGetValue((type, value), out var code)) code = codes[(type, value)] = new(BillingCodeType.From(type), value);
            rows.Add(new()
            {
                Code = code,
                CodeVersion = Text(2),
                SeverityOfIllness = Text(3),
                Arrangement = Text(4),
                ContainedCodes = Text(5),
                ProviderSet = reader.GetGuid(6),
                NegotiatedType = Text(7),
                Amount = reader.GetDecimal(8),
                AmountText = Text(9)!,
                Expiration = reader.IsDBNull(10) ? null : reader.GetFieldValue<DateOnly>(10),
                ServiceCodes = Text(11)!,
                BillingClass = Text(12),
                Setting = Text(13),
                Modifiers = Text(14)!,
                AdditionalInformation = Text(15),
                BilledCharge = reader.IsDBNull(16) ? null : reader.GetDecimal(16),
                ByteOffset = reader.GetInt64(17),
            });
        }
        return rows;
    }

    public static IEnumerable<RateRow> Repeat(List<RateRow> rows, int times)
    {
        for (; times > 0; times--)
        {
            foreach (var row in rows) yield return row;
        }
    }
}
