using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assayer.Tests.Rates.Files.Inflate;

/// <summary>Memory that ends at a page which can't be touched, on Linux; elsewhere it is any.</summary>
sealed class GuardedMemory : IDisposable
{
    const int NoAccess = 0, ReadWrite = 3, PrivateAnonymous = 0x22; // mman.h of Linux

    readonly nint _start;
    readonly int _length;
    readonly byte[]? _array;

    public GuardedMemory(int length)
    {
        var page = Environment.SystemPageSize;
        _length = (length + page - 1) / page * page;
        if (!OperatingSystem.IsLinux())
        {
            _array = new byte[_length];
            return;
        }
        _start = Map(0, _length + 2 * page, NoAccess, PrivateAnonymous, -1, 0) + page;
        Assert.Equal(0, Protect(_start, _length, ReadWrite));
    }

    /// <summary>The last bytes, up to the page.</summary>
    public Span<byte> Last(int length) => _array is not null
        ? _array.AsSpan(_length - length)
        : MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), _start + _length - length), length);

    public void Dispose()
    {
        if (_array is null) _ = Unmap(_start - Environment.SystemPageSize, _length + 2 * Environment.SystemPageSize);
    }

    [DllImport("libc", EntryPoint = "mmap")]
    static extern nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect")]
    static extern int Protect(nint address, nint length, int protection);

    [DllImport("libc", EntryPoint = "munmap")]
    static extern int Unmap(nint address, nint length);
}
