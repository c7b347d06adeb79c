using Assayer.Tests.Lake;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Assayer.Tests.Publishing.Sites;

/// <summary>A site in a real browser, opened from a disk: its search, and axe-core's rules.</summary>
public sealed class SiteBrowserTests(SiteBrowserTests.Site site) : IClassFixture<SiteBrowserTests.Site>
{
    /// <summary>A site of 700 codes, and a browser.</summary>
    public sealed class Site : IAsyncLifetime
    {
        static readonly string? Chromium =
            new[] { Environment.GetEnvironmentVariable("CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

        readonly TemporaryFolder _folder = new();
        IPlaywright? _playwright;

        public IBrowser? Browser { get; private set; }

        public string AddressOf(string page) => new Uri(_folder["site/" + page]).AbsoluteUri;

        public async ValueTask InitializeAsync()
        {
            if (Chromium is null) return;
            MadeSite.Make(_folder["site"], [.. MadeSite.Codes(700), SampleReport.Code]);
            _playwright = await Playwright.CreateAsync();
            Browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
        }

        public async ValueTask DisposeAsync()
        {
            if (Browser is not null) await Browser.DisposeAsync();
            _playwright?.Dispose();
            _folder.Dispose();
        }
    }

    [Theory]
    [InlineData("index.html", 1280, ColorScheme.Light)]
    [InlineData("index.html", 390, ColorScheme.Dark)]
    [InlineData("index.html#?q=101", 1280, ColorScheme.Dark)]
    [InlineData("index.html#?q=101", 390, ColorScheme.Light)]
    [InlineData("lists/cpt-100.html", 390, ColorScheme.Light)]
    [InlineData("86353.html", 1280, ColorScheme.Light)]
    [InlineData("86353.html", 390, ColorScheme.Dark)]
    public async Task Breaks_no_rule_of_axe_and_does_not_scroll_sideways(string address, int width, ColorScheme scheme)
    {
        var page = await Open(address, width, scheme);
        var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        Assert.NotEmpty(result.Passes);
        Assert.Empty(result.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {node.Html}")));
        Assert.Equal(width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
    }

    [Theory]
    [InlineData("86353", "CPT 86353")]
    [InlineData("1004", "CPT 10040")]
    [InlineData("cpt 10699", "CPT 10699")]
    [InlineData("proliferation lymphocyte", "CPT 86353")]
    [InlineData("STIMUL", "CPT 86353")]
    public async Task The_search_finds_by_code_and_by_name(string query, string first)
    {
        var page = await Open("index.html", 1280, ColorScheme.Light);
        await page.GetByLabel("Find a code").FillAsync(query);
        Assert.Equal(first, await page.Locator("#results tbody a").First.TextContentAsync());
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("first => document.title.startsWith(first)", first); // an event of loading may be over before it is waited for
        await page.GoBackAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('#query').value !== ''");
        Assert.Equal(query, await page.GetByLabel("Find a code").InputValueAsync());
    }

    [Fact]
    public async Task The_search_says_how_many_it_found_and_shows_more_when_asked()
    {
        var page = await Open("index.html", 1280, ColorScheme.Light);
        await page.GetByLabel("Find a code").FillAsync("10");
        Assert.Equal("700 codes, the first 50 are shown", await page.GetByRole(AriaRole.Status).TextContentAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Show more" }).ClickAsync();
        Assert.Equal(250, await page.Locator("#results tbody tr").CountAsync());
        Assert.Equal("CPT 10050", await page.EvaluateAsync<string>("() => document.activeElement.textContent"));
        await page.GetByLabel("Find a code").FillAsync("nothing like it");
        Assert.Equal("0 codes", await page.GetByRole(AriaRole.Status).TextContentAsync());
    }

    [Fact]
    public async Task The_search_keeps_to_a_payer()
    {
        var page = await Open("index.html", 1280, ColorScheme.Light);
        await page.GetByLabel("Priced by").SelectOptionAsync("Aetna");
        Assert.StartsWith("701 codes", await page.GetByRole(AriaRole.Status).TextContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Centene", await page.GetByLabel("Priced by").AllInnerTextsAsync());
    }

    [Fact]
    public async Task Without_script_every_code_is_reached_by_links()
    {
        Assert.SkipWhen(site.Browser is null, "Needs Chromium: install it, or name it in the variable CHROMIUM.");
        var page = await (await site.Browser!.NewContextAsync(new() { JavaScriptEnabled = false })).NewPageAsync();
        await page.GotoAsync(site.AddressOf("index.html"));
        Assert.False(await page.GetByLabel("Find a code").IsVisibleAsync());
        await page.Locator(".ranges a").First.ClickAsync();
        await page.Locator("table.codes a").First.ClickAsync();
        Assert.StartsWith("CPT 10000", await page.TitleAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_ask_for_nothing_outside_the_site()
    {
        var asked = new List<string>();
        await Open("index.html", 1280, ColorScheme.Light, request => asked.Add(request.Url));
        Assert.Equal([.. new[] { "index.html", "search/codes-1.js", "search/search.js", "site.css" }.Select(site.AddressOf)], asked.Order(StringComparer.Ordinal));
        asked.Clear();
        await Open("86353.html", 1280, ColorScheme.Light, request => asked.Add(request.Url));
        Assert.Equal([site.AddressOf("86353.html"), site.AddressOf("site.css")], asked);
    }

    async Task<IPage> Open(string address, int width, ColorScheme scheme, Action<IRequest>? onRequest = null)
    {
        Assert.SkipWhen(site.Browser is null, "Needs Chromium: install it, or name it in the variable CHROMIUM.");
        var page = await site.Browser!.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 844 }, ColorScheme = scheme, BypassCSP = onRequest is null });
        if (onRequest is not null) page.Request += (_, request) => onRequest(request);
        var parts = address.Split('#');
        await page.GotoAsync(site.AddressOf(parts[0]) + (parts.Length > 1 ? "#" + parts[1] : ""));
        if (parts[0] == "index.html") await page.WaitForFunctionAsync("() => document.querySelectorAll('#payer option').length > 1");
        return page;
    }
}
