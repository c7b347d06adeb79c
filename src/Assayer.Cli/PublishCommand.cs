using System.CommandLine;
namespace Assayer.Cli;
static class PublishCommand { public static Command Create() => new("publish", "x"); }
static class SampleCommand { public static Command Create() => new("sample", "x"); }
