using Assayer.Rates.Files;

namespace Assayer.Lake;

/// <summary>How far the reading of a file is: written by the thread that reads, shown by another.</summary>
public sealed class IngestProgress
{
    ReceivedFile? _file;
    long _rows;

    /// <summary>The file's name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Bytes of the file as it was received.</summary>
    public long Length { get; private set; }

    /// <summary>Bytes received so far.</summary>
    public long BytesReceived => _file?.BytesReceived ?? 0;

    /// <summary>Rows kept so far.</summary>
    public long Rows => Volatile.Read(ref _rows);

    internal void Begin(ReceivedFile file, long length)
    {
        (Name, Length) = (file.Name, length);
        Volatile.Write(ref _rows, 0);
        _file = file;
    }

    internal void CountRow() => Volatile.Write(ref _rows, _rows + 1);

    internal void End() => _file = null;
}
