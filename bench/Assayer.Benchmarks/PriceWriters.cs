using Assayer.Lake.Parquet;
using Assayer.Rates.Transparency;
using DuckDB.NET.Data;
using Parquet;
using Parquet.Schema;
using ParquetSharp;
using ParquetSharp.Schema;

namespace Assayer.Benchmarks;

/// <summary>The writers that were looked at, each writing the table <c>rates</c> of docs/lake.md.</summary>
static class PriceWriters
{
    const int RowsInGroup = ParquetFile.RowsInGroup;

    public static readonly Dictionary<string, Action<IEnumerable<RateRow>, string>> All = new()
    {
        ["none"] = None,
        ["own"] = Own,
        ["duckdb"] = DuckDb,
        ["duckdb-copy"] = (_, path) => CopyOfCopy(path),
        ["parquetsharp"] = ParquetSharp,
        ["parquet.net"] = (rows, path) => ParquetNet(rows, path).GetAwaiter().GetResult(),
    };

    // What making the rows costs, to be taken from the others.
    static void None(IEnumerable<RateRow> rows, string path)
    {
        foreach (var row in rows) GC.KeepAlive(row);
    }

    static void Own(IEnumerable<RateRow> rows, string path)
    {
        using var file = new ParquetFile(path);
        var (codeType, code, codeVersion, severity) = (file.Text("code_type"), file.Text("code"), file.Text("code_version"), file.Text("severity_of_illness"));
        var (arrangement, contained, set, negotiatedType) = (file.Text("arrangement"), file.Text("contained_codes"), file.Uuid("provider_set"), file.Text("negotiated_type"));
        var (amount, amountText, expiration, services) = (file.Amount("amount"), file.Text("amount_text"), file.Date("expiration"), file.Text("service_codes"));
        var (billingClass, setting, modifiers, additional) = (file.Text("billing_class"), file.Text("setting"), file.Text("modifiers"), file.Text("additional_information"));
        var (billed, offset) = (file.Amount("billed_charge"), file.BigInt("byte_offset"));
        foreach (var row in rows)
        {
            codeType.Append(row.Code.Type.Name);
            code.Append(row.Code.Value);
            codeVersion.Append(row.CodeVersion);
            severity.Append(row.SeverityOfIllness);
            arrangement.Append(row.Arrangement);
            contained.Append(row.ContainedCodes);
            set.Append(row.ProviderSet);
            negotiatedType.Append(row.NegotiatedType);
            amount.Append(row.Amount);
            amountText.Append(row.AmountText);
            expiration.Append(row.Expiration);
            services.Append(row.ServiceCodes);
            billingClass.Append(row.BillingClass);
            setting.Append(row.Setting);
            modifiers.Append(row.Modifiers);
            additional.Append(row.AdditionalInformation);
            billed.Append(row.BilledCharge);
            offset.Append(row.ByteOffset);
            file.EndRow();
        }
        file.Finish();
    }

    // As the lake did until now: rows into a table of a staging database, and a query over it into the file. DuckDB.NET's appender fills data chunks.
    static void DuckDb(IEnumerable<RateRow> rows, string path)
    {
        using var connection = Open(path + ".db");
        Execute(connection, """
            CREATE TABLE rates (code_type VARCHAR, code VARCHAR, code_version VARCHAR, severity_of_illness VARCHAR, arrangement VARCHAR,
                contained_codes VARCHAR, provider_set UUID, negotiated_type VARCHAR, amount DECIMAL(18,4), amount_text VARCHAR, expiration DATE,
                service_codes VARCHAR, billing_class VARCHAR, setting VARCHAR, modifiers VARCHAR, additional_information VARCHAR, billed_charge DECIMAL(18,4), byte_offset BIGINT)
            """);
        using (var appender = connection.CreateAppender("rates"))
        {
            foreach (var row in rows)
            {
                appender.CreateRow()
                    .AppendValue(row.Code.Type.Name).AppendValue(row.Code.Value).AppendValue(row.CodeVersion).AppendValue(row.SeverityOfIllness)
                    .AppendValue(row.Arrangement).AppendValue(row.ContainedCodes).AppendValue(row.ProviderSet).AppendValue(row.NegotiatedType)
                    .AppendValue(row.Amount).AppendValue(row.AmountText).AppendValue(row.Expiration).AppendValue(row.ServiceCodes)
                    .AppendValue(row.BillingClass).AppendValue(row.Setting).AppendValue(row.Modifiers).AppendValue(row.AdditionalInformation)
                    .AppendValue(row.BilledCharge).AppendValue(row.ByteOffset).EndRow();
            }
        }
        Execute(connection, $"COPY (SELECT * FROM rates) TO '{path}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 61440)");
    }

    // What DuckDB's own part costs at the least, however the rows come to it: copying a finished file.
    static void CopyOfCopy(string path)
    {
        using var connection = Open(path + ".db");
        Execute(connection, $"COPY (FROM '{Path.Combine(Path.GetDirectoryName(path)!, "own.parquet")}') TO '{path}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 61440)");
    }

    static DuckDBConnection Open(string database)
    {
        var connection = new DuckDBConnection($"DataSource={database}");
        connection.Open();
        Execute(connection, $"SET memory_limit = '64MB'; SET threads = 1; SET temp_directory = '{database}.tmp'");
        return connection;
    }

    static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    static void ParquetSharp(IEnumerable<RateRow> rows, string path)
    {
        static Node Column(string name, LogicalType type, PhysicalType physical, int width = -1) => new PrimitiveNode(name, Repetition.Optional, type, physical, width);
        static Node Text(string name) => Column(name, LogicalType.String(), PhysicalType.ByteArray);
        var decimals = LogicalType.Decimal(18, 4);
        using var schema = new GroupNode("schema", Repetition.Required,
        [
            Text("code_type"), Text("code"), Text("code_version"), Text("severity_of_illness"), Text("arrangement"), Text("contained_codes"),
            Column("provider_set", LogicalType.Uuid(), PhysicalType.FixedLenByteArray, 16), Text("negotiated_type"), Column("amount", decimals, PhysicalType.Int64),
            Text("amount_text"), Column("expiration", LogicalType.Date(), PhysicalType.Int32), Text("service_codes"), Text("billing_class"), Text("setting"),
            Text("modifiers"), Text("additional_information"), Column("billed_charge", decimals, PhysicalType.Int64), Column("byte_offset", LogicalType.None(), PhysicalType.Int64),
        ]);
        using var builder = new WriterPropertiesBuilder();
        using var properties = builder.Compression(Compression.Zstd).CompressionLevel(1).DisableDictionary("byte_offset").Encoding("byte_offset", Encoding.DeltaBinaryPacked).Build();
        using var file = new ParquetFileWriter(path, schema, properties);
        foreach (var batch in RowBatch.Of(rows, RowsInGroup))
        {
            using var group = file.AppendRowGroup();
            void Texts(string?[] values)
            {
                using var column = group.NextColumn().LogicalWriter<string?>();
                column.WriteBatch(values.AsSpan(0, batch.Count));
            }
            void Physical<T>(T[] values, short[] levels)
                where T : unmanaged
            {
                using var column = (ColumnWriter<T>)group.NextColumn();
                column.WriteBatch(batch.Count, levels, [], values);
            }
            foreach (var texts in batch.Texts.AsSpan(0, 6)) Texts(texts);
            using (var column = group.NextColumn().LogicalWriter<Guid?>()) column.WriteBatch(batch.Sets.AsSpan(0, batch.Count));
            Texts(batch.Texts[6]);
            Physical(batch.Scaled, batch.Present);
            Texts(batch.Texts[7]);
            Physical(batch.Days, batch.Present);
            foreach (var texts in batch.Texts.AsSpan(8)) Texts(texts);
            Physical(batch.Scaled, batch.Absent);
            Physical(batch.Offsets, batch.Present);
        }
        file.Close();
    }

    static async Task ParquetNet(IEnumerable<RateRow> rows, string path)
    {
        static DataField Text(string name) => new DataField<string>(name);
        DataField[] fields =
        [
            Text("code_type"), Text("code"), Text("code_version"), Text("severity_of_illness"), Text("arrangement"), Text("contained_codes"),
            new DataField<Guid?>("provider_set"), Text("negotiated_type"), new DecimalDataField("amount", 18, 4, isNullable: true), Text("amount_text"), new DataField<DateOnly?>("expiration"),
            Text("service_codes"), Text("billing_class"), Text("setting"), Text("modifiers"), Text("additional_information"),
            new DecimalDataField("billed_charge", 18, 4, isNullable: true), new DataField<long?>("byte_offset"),
        ];
        await using var stream = File.Create(path);
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd, CompressionLevel = System.IO.Compression.CompressionLevel.Fastest };
        await using var file = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream, options);
        foreach (var batch in RowBatch.Of(rows, RowsInGroup))
        {
            using var group = file.CreateRowGroup();
            var (field, text) = (0, 0);
            async Task Texts(int count)
            {
                for (; count > 0; count--) await group.WriteAsync(fields[field++], new ArraySegment<string>(batch.Texts[text++]!, 0, batch.Count));
            }
            async Task Values<T>(T?[] values)
                where T : struct => await group.WriteAsync<T>(fields[field++], values.AsMemory(0, batch.Count));
            await Texts(6);
            await Values(batch.Sets);
            await Texts(1);
            await Values(batch.Amounts);
            await Texts(1);
            await Values(batch.Dates);
            await Texts(5);
            await Values(batch.Billed);
            await Values(batch.NullableOffsets);
        }
    }
}
