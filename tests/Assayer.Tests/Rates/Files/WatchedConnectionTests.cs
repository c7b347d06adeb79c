using System.Text;
using Assayer.Rates.Files.Downloads;

namespace Assayer.Tests.Rates.Files;

public class WatchedConnectionTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", false)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello!", true)]
    [InlineData("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n\r\nhello", false)]
    [InlineData("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n\r\nhello!", true)]
    [InlineData("HTTP/1.1 200 OK\n\n\r\n\r\n!", false)]
    public async Task Counts_the_body_behind_the_headers(string response, bool hasMore)
    {
        for (var size = 1; size <= 64; size *= 2)
        {
            // Read to the body's end, and by whole buffers beyond it, as a client does.
            await using var connection = new WatchedConnection(new MemoryStream(Encoding.ASCII.GetBytes(response)));
            var buffer = new byte[size];
            for (var left = response.TrimEnd('!').Length + (response.StartsWith("HTTP/1.1 200 OK\n", StringComparison.Ordinal) ? 1 : 0); left > 0;)
                left -= await connection.ReadAsync(buffer, TestContext.Current.CancellationToken);
            Assert.Equal(hasMore, await connection.HasMoreThanAsync(5, TestContext.Current.CancellationToken));
        }
    }
}
