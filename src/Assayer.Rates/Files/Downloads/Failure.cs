using System.Net;
using Assayer.Evidence;

namespace Assayer.Rates.Files.Downloads;

/// <summary>What is said of a download that fails.</summary>
static class Failure
{
    public static DataFormatException Of(string code, Uri address, string message, string remedy, Exception? inner = null) =>
        new(new(code, Severity.Error, new(WebAddress.Shown(address)), message, remedy), inner);

    /// <summary>For an answer that is not the file.</summary>
    public static DataFormatException Of(HttpStatusCode status, Uri address)
    {
        var number = (int)status;
        return number switch
        {
            401 or 403 or 407 => Of("FILE022", address, $"The server refuses the file (status {number}).", "The link's signature may have expired: take the address from a fresh table of contents. Else ask its publisher for access."),
            404 or 410 => Of("FILE023", address, $"The server has no such file (status {number}).", "Check the address, or take it from a fresh table of contents."),
            _ => Of("FILE024", address, $"The server answers with status {number} instead of the file.", "Try again later; else ask its publisher."),
        };
    }

    /// <summary>For an answer that may be another one later, perhaps after the wait that the server asks for (RFC 9110, section 10.2.3).</summary>
    public static TransientFailureException Transient(HttpResponseMessage response, Uri address) =>
        new(Of(response.StatusCode, address), response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - DateTimeOffset.UtcNow : null);

    /// <summary>Statuses that pass: RFC 9110, section 15, and RFC 6585, section 4.</summary>
    public static bool IsTransient(HttpStatusCode status) => (int)status is 408 or 425 or 429 or 500 or 502 or 503 or 504;
}

/// <summary>An attempt that failed in a way which may pass.</summary>
/// <param name="failure">What is said if it doesn't.</param>
/// <param name="wait">How long the server wants to be left alone.</param>
/// <param name="isAnswered">Whether the server answered at all.</param>
/// <param name="isFinal">Whether trying again at once is of no use.</param>
sealed class TransientFailureException(DataFormatException failure, TimeSpan? wait = null, bool isAnswered = true, bool isFinal = false) : Exception(failure.Message, failure)
{
    public DataFormatException Failure { get; } = failure;

    public TimeSpan? Wait { get; } = wait;

    public bool IsAnswered { get; } = isAnswered;

    public bool IsFinal { get; } = isFinal;
}
