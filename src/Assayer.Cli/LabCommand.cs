using System.CommandLine;

namespace Assayer.Cli;

/// <summary><c>assayer lab</c>: the assay's numbers, each measurement a command of its own.</summary>
static class LabCommand
{
    public static Command Create() => new("lab", "Measure: counts, cytometer files, dye dilution, dose response, control, reference intervals.")
    {
    };
}
