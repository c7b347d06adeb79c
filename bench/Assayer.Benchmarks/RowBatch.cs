using Assayer.Rates.Transparency;

namespace Assayer.Benchmarks;

/// <summary>Rows turned into columns, as the libraries want them. Only what one of them takes is filled in for it.</summary>
sealed class RowBatch(int size)
{
    static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    public int Count { get; private set; }

    /// <summary>The texts, in the table's order.</summary>
    public string?[][] Texts { get; } = [.. Enumerable.Range(0, 13).Select(_ => new string?[size])];

    public Guid?[] Sets { get; } = new Guid?[size];

    public decimal?[] Amounts { get; } = new decimal?[size];

    public decimal?[] Billed { get; } = new decimal?[size];

    public DateOnly?[] Dates { get; } = new DateOnly?[size];

    public long?[] NullableOffsets { get; } = new long?[size];

    public long[] Scaled { get; } = new long[size];

    public int[] Days { get; } = new int[size];

    public long[] Offsets { get; } = new long[size];

    public short[] Present { get; } = [.. Enumerable.Repeat((short)1, size)];

    public short[] Absent { get; } = new short[size];

    public static IEnumerable<RowBatch> Of(IEnumerable<RateRow> rows, int size)
    {
        var batch = new RowBatch(size);
        foreach (var row in rows)
        {
            batch.Add(row);
            if (batch.Count < size) continue;
            yield return batch;
            batch.Count = 0;
        }
        if (batch.Count > 0) yield return batch;
    }

    void Add(RateRow row)
    {
        var at = Count++;
        Texts[0][at] = row.Code.Type.Name;
        Texts[1][at] = row.Code.Value;
        Texts[2][at] = row.CodeVersion;
        Texts[3][at] = row.SeverityOfIllness;
        Texts[4][at] = row.Arrangement;
        Texts[5][at] = row.ContainedCodes;
        Texts[6][at] = row.NegotiatedType;
        Texts[7][at] = row.AmountText;
        Texts[8][at] = row.ServiceCodes;
        Texts[9][at] = row.BillingClass;
        Texts[10][at] = row.Setting;
        Texts[11][at] = row.Modifiers;
        Texts[12][at] = row.AdditionalInformation;
        Sets[at] = row.ProviderSet;
        Amounts[at] = row.Amount;
        Billed[at] = row.BilledCharge;
        Scaled[at] = (long)(row.Amount * 10_000m);
        Dates[at] = row.Expiration;
        Days[at] = row.Expiration.GetValueOrDefault().DayNumber - Epoch;
        NullableOffsets[at] = Offsets[at] = row.ByteOffset;
    }
}
