namespace Assayer.Tests;

/// <summary>Real files to test against, in a folder shared/data beside the repository or wherever ASSAYER_TEST_DATA says. Tests skip without it.</summary>
static class TestData
{
    /// <summary>The folder shared/data; null where there is none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>The path of a file or folder below shared/data; skips the running test where there is none.</summary>
    public static string Path(string relative)
    {
        Assert.SkipWhen(Folder is null, "Needs the folder shared/data beside the repository, or the variable ASSAYER_TEST_DATA.");
        var path = System.IO.Path.Combine(Folder!, relative);
        Assert.True(File.Exists(path) || Directory.Exists(path), $"{path} is missing from the test data.");
        return path;
    }

    /// <summary>The repository's root.</summary>
    public static string Repository { get; } = Ancestors().First(folder => File.Exists(System.IO.Path.Combine(folder, "Assayer.slnx")));

    static string? Find()
    {
        if (Environment.GetEnvironmentVariable("ASSAYER_TEST_DATA") is { Length: > 0 } given) return given;
        return Ancestors().Select(folder => System.IO.Path.Combine(folder, "shared", "data")).FirstOrDefault(Directory.Exists);
    }

    static IEnumerable<string> Ancestors()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return folder.FullName;
    }
}
