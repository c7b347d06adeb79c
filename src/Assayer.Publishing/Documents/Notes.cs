using System.Globalization;
using Assayer.Evidence;

namespace Assayer.Publishing.Documents;

/// <summary>The reasons for a table's missing cells, each once, lettered.</summary>
sealed class Notes
{
    readonly List<Missing> _reasons = [];

    /// <summary>What a cell without a value reads, before its letter.</summary>
    public const string Mark = "n/a";

    /// <summary>The letters with their sentences.</summary>
    public IEnumerable<(string Letter, string Text)> All => _reasons.Select((missing, index) => (Letter(index), Sentence(missing)));

    /// <summary>The letter of a reason.</summary>
    public string LetterOf(Missing missing)
    {
        var index = _reasons.IndexOf(missing);
        if (index < 0)
        {
            index = _reasons.Count;
            _reasons.Add(missing);
        }
        return Letter(index);
    }

    /// <summary>"Data not available in the input: the file states no network. Needs: …"</summary>
    public static string Sentence(Missing missing) => $"{Missing.Text}: {missing.Reason}.{(missing.FilledBy is null ? "" : $" Needs: {missing.FilledBy}.")}";

    static string Letter(int index) =>
        (index < 26 ? "" : (index / 26).ToString(CultureInfo.InvariantCulture)) + (char)('a' + index % 26);
}
