namespace Assayer.Rates.Transparency;

/// <summary>A JSON value kept as it stands until the members around it are known: in memory while it is small, else in a temporary file.</summary>
sealed class HeldValue : IDisposable
{
    const int MostInMemory = 1 << 20;

    Stream _bytes = new MemoryStream();

    /// <summary>Takes the value at the cursor, and moves past it.</summary>
    public HeldValue(JsonCursor cursor)
    {
        Offset = cursor.Offset;
        cursor.CopyTo(Append);
    }

    /// <summary>Where it stood in the file.</summary>
    public long Offset { get; }

    /// <summary>Reads it again, with the places it had in the file.</summary>
    public JsonCursor Reopen(ReadingLog log, CancellationToken cancellation)
    {
        _bytes.Position = 0;
        return new(log, _bytes, Offset, cancellation);
    }

    public void Dispose() => _bytes.Dispose();

    void Append(ReadOnlySpan<byte> bytes)
    {
        if (_bytes is MemoryStream memory && memory.Length + bytes.Length > MostInMemory)
        {
            _bytes = new FileStream(
                Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
                new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose });
            memory.WriteTo(_bytes);
        }
        _bytes.Write(bytes);
    }
}
