using System.CommandLine;
using System.CommandLine.Parsing;
using System.Data.Common;
using Assayer.Cli;
using Assayer.Evidence;

return await AssayerCommand.RunAsync(args);

namespace Assayer.Cli
{
    /// <summary>The command line. Exit codes: 0 done; 1 a source or a request failed; 2 wrong usage.</summary>
    public static class AssayerCommand
    {
        const int Failed = 1, WrongUsage = 2;

        /// <summary>Runs the program with its arguments, on the console.</summary>
        public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
        {
            var root = new RootCommand("Publishes what a billing code is, how it is coded and what payers pay for it, computed from the payers' own price files.")
            {
                PublishCommand.Create(), IngestCommand.Create(), RatesCommand.Create(), LakeCommand.Create(), SampleCommand.Create(), LabCommand.Create(),
            };
            if (arguments.Count == 0)
            {
                await root.Parse("--help").InvokeAsync(new() { Output = Console.Error });
                return WrongUsage;
            }
            var parsed = root.Parse(arguments);
            if (parsed.Errors.Count > 0)
            {
                foreach (var message in parsed.Errors.Select(error => error.Message).Distinct()) Console.Error.WriteLine($"assayer: {message}");
                Console.Error.WriteLine($"Try: {CommandPath(parsed.CommandResult)} --help");
                return WrongUsage;
            }
            try
            {
                using var stop = new StopSignal(Failed);
                return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
            }
            catch (UsageException exception)
            {
                Console.Error.WriteLine($"assayer: {exception.Message}");
                return WrongUsage;
            }
            catch (DbException exception)
            {
                Console.Error.WriteLine($"assayer: the lake can't be read: {exception.Message.Split('\n')[0]} See what is wrong: assayer lake verify");
                return Failed;
            }
            catch (OperationCanceledException)
            {
                Console.Error.WriteLine(StopSignal.Message);
                return Failed;
            }
            catch (Exception exception) when (exception is DataFormatException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine($"assayer: {exception.Message}");
                return Failed;
            }
        }

        static string CommandPath(CommandResult result)
        {
            var names = new List<string>();
            for (SymbolResult? part = result; part is CommandResult command; part = part.Parent) names.Insert(0, command.Command is RootCommand ? "assayer" : command.Command.Name);
            return string.Join(' ', names);
        }
    }
}
