using System.Text;
using System.Text.Json;
using Assayer.Codes.Tables;
using Assayer.Evidence;
using Assayer.Rates.Files;
using Assayer.Rates.Transparency;

namespace Assayer.Rates.Hospital;

/// <summary>
/// Reads hospitals' standard-charges files (45 CFR 180.50): tall and wide CSV, and JSON, of template versions 2 and 3, by their structure and
/// not by the version that they claim. One row or item is held at a time, never the file.
/// </summary>
public static class HospitalReader
{
    const int Start = 1 << 16;

    /// <summary>Whether a file is one, by its first bytes; 64 KiB are enough.</summary>
    public static bool Recognises(ReadOnlySpan<byte> start)
    {
        var content = WithoutMark(start);
        return IsJson(content) ? HasHospitalMember(content) : HasHospitalHeadings(content);
    }

    /// <summary>Reads a file's content to its end.</summary>
    /// <param name="file">Its name, for diagnostics.</param>
    /// <param name="content">Uncompressed; the caller closes it.</param>
    /// <param name="filter">Which codes' charges are wanted.</param>
    /// <param name="add">Takes the charges: an item's, once for each of its wanted codes.</param>
    /// <param name="cancellationToken">Asked between rows.</param>
    /// <exception cref="DataFormatException">It is no JSON, or has no charges and no headings of charges.</exception>
    public static HospitalResult Read(string file, Stream content, CodeFilter filter, Action<HospitalCharge> add, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var log = new ReadingLog(file);
        var ledger = new ChargeLedger(log, filter, add);
        var start = new byte[Start];
        start = start[..content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        var mark = start.Length - WithoutMark(start).Length;
        var header = IsJson(start.AsSpan(mark))
            ? new DocumentReader(log, ledger, cancellationToken).Read(new(log, new StartedStream(start, mark, content), mark, cancellationToken))
            : new SheetReader(log, new StartedStream(start, 0, content), ledger, cancellationToken).Read();
        return ledger.Result(header);
    }

    static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> content) => content.StartsWith(Encoding.UTF8.Preamble) ? content[3..] : content;

    static bool IsJson(ReadOnlySpan<byte> content) => content.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];

    static bool HasHospitalMember(ReadOnlySpan<byte> content)
    {
        var reader = new Utf8JsonReader(content, isFinalBlock: false, state: default);
        try
        {
            while (reader.Read())
            {
                // As it stands: another member's escapes may be broken, and ValueTextEquals throws then.
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1
                    && (reader.ValueSpan.SequenceEqual("hospital_name"u8) || reader.ValueSpan.SequenceEqual("standard_charge_information"u8))) return true;
            }
        }
        catch (JsonException)
        {
        }
        return false;
    }

    static bool HasHospitalHeadings(ReadOnlySpan<byte> content)
    {
        var record = new CsvRecords(new MemoryStream(content.ToArray()), "");
        for (var row = 1; row <= 3 && record.Read();)
        {
            if (record.IsBlank) continue;
            List<string> fields = [.. Enumerable.Range(0, record.Count).Select(record.Text)];
            if (row == 1 && SheetHeader.Fits(fields)) return true;
            if (row == 3) return SheetColumns.Find(fields) is not null;
            row++;
        }
        return false;
    }

    /// <summary>A stream of which the beginning was read already.</summary>
    sealed class StartedStream(byte[] start, int from, Stream rest) : ForwardStream
    {
        int _next = from;

        public override int Read(Span<byte> buffer)
        {
            if (_next == start.Length) return rest.Read(buffer);
            var length = Math.Min(buffer.Length, start.Length - _next);
            start.AsSpan(_next, length).CopyTo(buffer);
            _next += length;
            return length;
        }
    }
}
