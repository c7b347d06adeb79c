namespace Assayer.Cli;

/// <summary>The user asked for something that makes no sense; the message says what to write instead.</summary>
sealed class UsageException(string message) : Exception(message);
