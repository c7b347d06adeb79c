using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Assayer.Tests.Publishing;

/// <summary>The page in a real browser: axe-core's rules, reflow (WCAG 2.2, 1.4.10) and print.</summary>
public sealed class HtmlAccessibilityTests(HtmlAccessibilityTests.Browser browser) : IClassFixture<HtmlAccessibilityTests.Browser>
{
    /// <summary>One browser for all tests, and the page that they open.</summary>
    public sealed class Browser : IAsyncLifetime
    {
        static readonly string? Chromium =
            new[] { Environment.GetEnvironmentVariable("CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

        IPlaywright? _playwright;

        public string Page { get; } = Path.Combine(Path.GetTempPath(), $"assayer-{Guid.NewGuid():N}.html");

        public IBrowser? Instance { get; private set; }

        public async ValueTask InitializeAsync()
        {
            if (Chromium is null) return;
            await File.WriteAllTextAsync(Page, Rendered.Html(SampleReport.Build()));
            _playwright = await Playwright.CreateAsync();
            Instance = await _playwright.Chromium.LaunchAsync(
                new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
        }

        public async ValueTask DisposeAsync()
        {
            if (Instance is not null) await Instance.DisposeAsync();
            _playwright?.Dispose();
            File.Delete(Page);
        }
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Breaks_no_rule_of_axe(int width, ColorScheme scheme)
    {
        var page = await Open(width, scheme);
        await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(details => details.open = true)");
        var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        Assert.NotEmpty(result.Passes);
        Assert.Empty(result.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {node.Html}")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_page_does_not_scroll_sideways_on_a_phone(bool isCrowded)
    {
        var page = await Open(390, ColorScheme.Light);
        if (isCrowded) await page.SetContentAsync(Rendered.Html(SampleReport.Crowded()));
        await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(details => details.open = true)");
        Assert.Equal(390, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task The_first_screen_of_a_phone_answers_what_it_is_and_what_it_costs()
    {
        var page = await Open(390, ColorScheme.Light);
        var bottom = await page.EvaluateAsync<double>("() => document.querySelector('header dl').getBoundingClientRect().bottom");
        Assert.InRange(bottom, 1, 844);
    }

    // A4 less the page's margins, at 96 dots to the inch.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task In_print_no_table_is_wider_than_the_page_and_every_fold_is_open(bool isCrowded)
    {
        const double printable = (210 - 28) / 25.4 * 96;
        var page = await Open((int)printable, ColorScheme.Light);
        if (isCrowded) await page.SetContentAsync(Rendered.Html(SampleReport.Crowded()));
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Empty(await page.EvaluateAsync<string[]>(
            "width => [...document.querySelectorAll('table, figure')].filter(part => part.getBoundingClientRect().right > width + 1 || part.scrollWidth > width + 1).map(part => part.outerHTML.slice(0, 200))",
            printable));
        Assert.Empty(await page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('details table')].filter(table => table.getBoundingClientRect().height < 20 || !table.checkVisibility({ contentVisibilityAuto: true })).map(table => table.outerHTML.slice(0, 200))"));
        Assert.NotEmpty(await page.PdfAsync(new() { Format = "A4" }));
    }

    [Fact]
    public async Task Runs_no_script_and_asks_for_no_other_file()
    {
        var asked = new List<string>();
        var page = await Open(1280, ColorScheme.Light, request => asked.Add(request.Url));
        Assert.Equal([new Uri(browser.Page).AbsoluteUri], asked);
        Assert.Equal(0, await page.Locator("script").CountAsync());
    }

    async Task<IPage> Open(int width, ColorScheme scheme, Action<IRequest>? onRequest = null)
    {
        Assert.SkipWhen(browser.Instance is null, "Needs Chromium: install it, or name it in the variable CHROMIUM.");
        // Axe is put into the page as a script, which the page's own policy forbids.
        var page = await browser.Instance!.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 844 }, ColorScheme = scheme, BypassCSP = true });
        if (onRequest is not null) page.Request += (_, request) => onRequest(request);
        await page.GotoAsync(new Uri(browser.Page).AbsoluteUri);
        return page;
    }
}
