namespace Assayer.Rates.Transparency;

/// <summary>Bytes kept until what comes behind them is known: in memory while they are few, else in a temporary file.</summary>
sealed class HeldBytes : IDisposable
{
    const int MostInMemory = 1 << 20;

    Stream _bytes = new MemoryStream();

    /// <summary>How many there are.</summary>
    public long Length => _bytes.Length;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_bytes is MemoryStream memory && memory.Length + bytes.Length > MostInMemory)
        {
            _bytes = TemporaryFile.Create();
            memory.WriteTo(_bytes);
        }
        try
        {
            _bytes.Write(bytes);
        }
        catch (Exception exception) when (TemporaryFile.IsWriteFailure(exception))
        {
            throw TemporaryFile.WriteFailure(Path.GetTempPath(), exception);
        }
    }

    /// <summary>From the first byte on.</summary>
    public Stream Reopen()
    {
        _bytes.Position = 0;
        return _bytes;
    }

    /// <summary>Hands them on.</summary>
    public void CopyTo(Action<ReadOnlySpan<byte>> target)
    {
        var bytes = Reopen();
        var buffer = new byte[1 << 16];
        while (bytes.Read(buffer) is > 0 and var count) target(buffer.AsSpan(0, count));
    }

    public void Dispose() => _bytes.Dispose();
}

/// <summary>A file that is gone when it is closed.</summary>
static class TemporaryFile
{
    /// <summary>What is thrown where a file can't be written: .NET itself throws something else where the system limits the length of files.</summary>
    public static IOException WriteFailure(string path, Exception exception) => new($"{path} can't be written: {exception.Message}", exception);

    /// <summary>Whether an exception of writing says so.</summary>
    public static bool IsWriteFailure(Exception exception) => exception is IOException or ArgumentOutOfRangeException;

    public static FileStream Create() => new(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
        new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose });
}
