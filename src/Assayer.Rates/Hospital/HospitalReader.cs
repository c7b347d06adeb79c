using System.Text;
using System.Text.Json;
using Assayer.Evidence;

namespace Assayer.Rates.Hospital;

/// <summary>
/// Reads hospitals' standard-charges files (45 CFR 180.50), versions 2 and 3 of CMS's templates: tall CSV, wide CSV, JSON. Layout and version are found
/// from the content. See docs/formats/hospital.md.
/// </summary>
public static class HospitalReader
{
    /// <summary>Whether a file is one, by its first bytes.</summary>
    public static bool Recognises(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf])) start = start[3..];
        start = start.TrimStart(" \t\r\n"u8);
        return start is [(byte)'{', ..] ? IsJson(start) : IsCsv(start);
    }

    /// <summary>Reads a file's content to its end.</summary>
    /// <param name="file">Name for diagnostics.</param>
    /// <param name="content">The content.</param>
    /// <param name="filter">The codes wanted.</param>
    /// <param name="add">Takes each charge, in the file's order.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="DataFormatException">It is no such file.</exception>
    public static HospitalResult Read(string file, Stream content, CodeFilter filter, Action<HospitalCharge> add, CancellationToken cancellation = default)
    {
        var rows = new HospitalRows(file, filter, add);
        using var whole = new Prefixed(content);
        var header = whole.Start.TrimStart(" \t\r\n"u8) is [(byte)'{', ..] ? new HospitalJson(rows, whole, cancellation).Read() : new HospitalCsv(rows, whole, cancellation).Read();
        return new()
        {
            Header = rows.Checked(header) with { ModifierTerms = rows.ModifierTerms },
            Accepted = rows.Accepted,
            RejectedByCode = rows.RejectedByCode,
            RejectedWithoutCode = rows.RejectedWithoutCode,
            Diagnostics = rows.Diagnostics,
        };
    }

    static bool IsJson(ReadOnlySpan<byte> start)
    {
        var reader = new Utf8JsonReader(start, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
                if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && (reader.ValueTextEquals("hospital_name") || reader.ValueTextEquals("standard_charge_information"))) return true;
        }
        catch (JsonException)
        {
            return false; // whoever reads it says what is wrong, and where
        }
        return false;
    }

    static bool IsCsv(ReadOnlySpan<byte> start)
    {
        const int MostBytes = 16_384; // the attestation alone has a thousand
        var text = Encoding.UTF8.GetString(start[..Math.Min(start.Length, MostBytes)]).ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);
        return text.Contains("hospital_name", StringComparison.Ordinal) && (text.Contains("license_number", StringComparison.Ordinal) || text.Contains("last_updated_on", StringComparison.Ordinal))
            || text.Contains("code|1", StringComparison.Ordinal) && text.Contains("standard_charge|", StringComparison.Ordinal);
    }

    /// <summary>A stream whose first bytes can be looked at; a byte order mark is not shown.</summary>
    sealed class Prefixed : Files.ForwardStream
    {
        readonly Stream _rest;
        readonly byte[] _start = new byte[256];
        readonly int _length;
        int _sent;

        public Prefixed(Stream stream)
        {
            _rest = stream;
            _length = stream.ReadAtLeast(_start, _start.Length, throwOnEndOfStream: false);
        }

        public ReadOnlySpan<byte> Start => _start.AsSpan(0, _length).StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]) ? _start.AsSpan(3, _length - 3) : _start.AsSpan(0, _length);

        public override int Read(Span<byte> buffer)
        {
            if (_sent == _length) return _rest.Read(buffer);
            var read = Math.Min(buffer.Length, _length - _sent);
            _start.AsSpan(_sent, read).CopyTo(buffer);
            _sent += read;
            return read;
        }
    }
}
