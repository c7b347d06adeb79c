using System.Diagnostics;

namespace Assayer.Tests;

/// <summary>Runs the program as a user does: a process of its own.</summary>
static class CommandLine
{
    /// <summary>What a run printed, and how it ended.</summary>
    public sealed record Run(int ExitCode, string Output, string Error);

    /// <summary>Runs to the end.</summary>
    public static async Task<Run> RunAsync(string folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>Starts, and leaves the rest to the caller.</summary>
    public static Process Start(string folder, params string[] arguments) => StartIn(AppContext.BaseDirectory, folder, arguments);

    /// <summary>Starts the program that lies in a folder of its own.</summary>
    public static Process StartIn(string program, string folder, params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(program, "assayer.dll"), .. arguments])
    {
        WorkingDirectory = folder,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        RedirectStandardInput = true,
    })!;
}
