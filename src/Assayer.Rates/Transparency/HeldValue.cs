namespace Assayer.Rates.Transparency;

/// <summary>A JSON value kept as it stands until the members around it are known.</summary>
sealed class HeldValue : IDisposable
{
    readonly HeldBytes _bytes = new();

    /// <summary>Takes the value at the cursor, and moves past it.</summary>
    public HeldValue(JsonCursor cursor)
    {
        Offset = cursor.Offset;
        cursor.CopyTo(_bytes.Append);
    }

    /// <summary>Where it stood in the file.</summary>
    public long Offset { get; }

    /// <summary>Reads it again, with the places it had in the file.</summary>
    public JsonCursor Reopen(ReadingLog log, CancellationToken cancellation) => new(log, _bytes.Reopen(), Offset, cancellation);

    public void Dispose() => _bytes.Dispose();
}
