using System.Net;
using Assayer.Evidence;

namespace Assayer.Rates.Files.Downloads;

/// <summary>Why an attempt to fetch a file failed.</summary>
sealed class DownloadFailure(string code, string message, string remedy, bool isWorthRetrying, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(message, inner)
{
    public const string Unreachable = "FILE020", Refused = "FILE021", ServerError = "FILE022", Cut = "FILE023", Limit = "FILE024", Redirect = "FILE025", GivenUp = "FILE026";

    /// <summary>The diagnostic's code.</summary>
    public string Code => code;

    /// <summary>Whether it may go better in a moment.</summary>
    public bool IsWorthRetrying => isWorthRetrying;

    /// <summary>When the server says that it may.</summary>
    public TimeSpan? RetryAfter => retryAfter;

    public DataFormatException For(Uri address) => new(new(code, Severity.Error, new(WebAddress.Shown(address)), Message, remedy), this);

    public static DownloadFailure Of(HttpStatusCode status, TimeSpan? retryAfter)
    {
        var (number, name) = ((int)status, status.ToString());
        return status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(Refused, $"The server refuses the file: {number} {name}.", "Where the address is signed, its signature may have expired: fetch the table of contents again.", false),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => new(Refused, $"The server has no such file: {number} {name}.", "Fetch the table of contents again, or look for the file's new place.", false),
            HttpStatusCode.RequestTimeout or (HttpStatusCode)425 or HttpStatusCode.TooManyRequests => new(ServerError, $"The server asks to wait: {number} {name}.", "Try again later; what has arrived is kept.", true, retryAfter),
            >= HttpStatusCode.InternalServerError => new(ServerError, $"The server fails: {number} {name}.", "Try again later; what has arrived is kept.", number != 501 && number != 505, retryAfter),
            _ => new(Refused, $"The server's answer is no file: {number} {name}.", "Check the address.", false),
        };
    }
}
