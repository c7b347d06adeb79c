namespace Assayer.Publishing.Documents;

/// <summary>What stands before the body of every page, and the links that lead back into its site.</summary>
static class HtmlHead
{
    /// <summary>The style of reports; that of a site's pages is this and its own.</summary>
    public static string Style { get; } = Resource("report.css");

    /// <summary>Everything up to and with the start of the body.</summary>
    public static void Write(HtmlWriter html, string title, SiteFrame? frame)
    {
        // "self" is not the same file's folder in every browser: pages that are opened from a disk need "file:".
        var (styles, scripts) = frame is null ? ("'unsafe-inline'", "") : ("'self' file:", frame.Script is null ? "" : " script-src 'self' file:;");
        html.Raw("""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">

            """);
        html.Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {styles};{scripts} img-src data:\">\n");
        html.Add($"<title>{title}</title>\n");
        if (frame is null)
        {
            html.Raw("<style>\n");
            html.Raw(Style);
            html.Raw("</style>\n");
        }
        else
        {
            if (frame.Description is { } description) html.Add($"<meta name=\"description\" content=\"{description}\">\n");
            if (frame.Canonical is { } address) html.Add($"<link rel=\"canonical\" href=\"{address}\">\n");
            html.Add($"<link rel=\"stylesheet\" href=\"{frame.Stylesheet}\">\n");
            if (frame.Script is { } script) html.Add($"<script src=\"{script}\" defer></script>\n");
        }
        html.Raw("</head>\n<body>\n");
    }

    /// <summary>Where the page stands in its site; nothing on its first page.</summary>
    public static void Trail(HtmlWriter html, HtmlPhrases phrases, SiteFrame frame)
    {
        if (frame.Trail.Count == 0) return;
        html.Raw("<nav class=\"trail\" aria-label=\"Site\">\n<ol>\n");
        foreach (var step in frame.Trail)
        {
            html.Raw("<li>");
            phrases.Text(step);
            html.Raw("</li>\n");
        }
        html.Raw("</ol>\n");
        if (frame.Whole is { } whole)
        {
            html.Raw("<p>");
            phrases.Text(whole);
            html.Raw("</p>\n");
        }
        html.Raw("</nav>\n");
    }

    /// <summary>A text that comes with the program.</summary>
    public static string Resource(string name)
    {
        using var stream = typeof(HtmlHead).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
