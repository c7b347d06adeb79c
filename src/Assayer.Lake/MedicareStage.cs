using Assayer.Evidence;
using Assayer.Rates.Files;
using DuckDB.NET.Data;
namespace Assayer.Lake;
static class MedicareStage
{
    public static (SourceManifest, IReadOnlyList<Diagnostic>) Read(ReceivedFile file, DuckDBConnection connection, PartWriter parts, CancellationToken cancellation) =>
        throw new DataFormatException(new("FILE007", Severity.Error, new(file.Name), "x"));
}
