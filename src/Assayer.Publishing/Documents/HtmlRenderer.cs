using Assayer.Publishing.Charts;

namespace Assayer.Publishing.Documents;

/// <summary>One self-contained page: no script, no other file, but for a site's stylesheet. Readable on a phone, in print, in the dark, and by a screen reader.</summary>
public sealed class HtmlRenderer
{
    readonly HtmlWriter _html;
    readonly HtmlPhrases _phrases;
    readonly HtmlTables _tables;
    readonly SiteFrame? _frame;
    string? _heading;

    HtmlRenderer(TextWriter writer, SiteFrame? frame)
    {
        _frame = frame;
        _html = new(writer);
        _phrases = new(_html, frame);
        _tables = new(_html, _phrases);
    }

    /// <summary>Writes the page.</summary>
    /// <param name="document">What it says.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="frame">The site that it is part of; null: it stands alone.</param>
    public static void Render(Document document, TextWriter writer, SiteFrame? frame = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(writer);
        new HtmlRenderer(writer, frame).Page(document);
    }

    void Page(Document document)
    {
        HtmlHead.Write(_html, document.Title + (document.Subtitle.Text.Length > 0 ? ": " + document.Subtitle.Text : ""), _frame);
        _html.Raw("<a class=\"skip\" href=\"#main\">Skip to the report</a>\n");
        Header(document);
        _html.Raw("<div class=\"page\">\n<nav aria-label=\"Contents\">\n<p>Contents</p>\n<ol>\n");
        foreach (var section in document.Sections) _html.Add($"<li><a href=\"#{section.Id}\">{section.Heading}</a></li>\n");
        _html.Raw("</ol>\n</nav>\n<main id=\"main\" tabindex=\"-1\">\n");
        foreach (var section in document.Sections)
        {
            _html.Add($"<section id=\"{section.Id}\" aria-labelledby=\"{section.Id}-heading\">\n<h2 id=\"{section.Id}-heading\">{section.Heading}</h2>\n");
            foreach (var block in section.Blocks) Block(block);
            _html.Raw("</section>\n");
        }
        _html.Raw("</main>\n</div>\n<footer>\n<p>Every figure names its source; every source is listed with its digest. Made with Assayer.</p>\n</footer>\n</body>\n</html>\n");
    }

    void Header(Document document)
    {
        _html.Raw("<header>\n");
        if (_frame is not null) HtmlHead.Trail(_html, _phrases, _frame);
        if (document.IsSynthetic) _html.Add($"<p class=\"banner\">{Document.SyntheticBanner}</p>\n");
        _html.Add($"<div class=\"title\">\n<h1>{document.Title}</h1>\n");
        _html.Raw("<p class=\"subtitle\">");
        _phrases.Inline(document.Subtitle);
        _html.Raw("</p>\n<p class=\"remark\">");
        _phrases.Inline(document.Remark);
        _html.Raw("</p>\n</div>\n");
        foreach (var block in document.Lead) Block(block);
        _html.Raw("</header>\n");
    }

    void Block(Block block)
    {
        switch (block)
        {
            case Subheading(var text):
                _html.Add($"<h3>{text}</h3>\n");
                _heading = text;
                break;
            case Paragraph(var text):
                _html.Raw("<p>");
                _phrases.Inline(text);
                _html.Raw("</p>\n");
                break;
            case Bullets(var items):
                _html.Raw("<ul>\n");
                foreach (var item in items)
                {
                    _html.Raw("<li>");
                    _phrases.Inline(item);
                    _html.Raw("</li>\n");
                }
                _html.Raw("</ul>\n");
                break;
            case Absence(var what, var missing):
                _html.Add($"<p class=\"absent\">{(what is null ? "" : what + ". ")}{Notes.Sentence(missing)}</p>\n");
                break;
            case KeyFigures(var figures):
                Figures(figures);
                break;
            case Judgement judgement:
                Judge(judgement);
                break;
            case Table table:
                _tables.Write(table, _heading);
                break;
            case Fold(var summary, var blocks):
                _html.Add($"<details>\n<summary>{summary}</summary>\n");
                _heading = summary;
                foreach (var inner in blocks) Block(inner);
                _html.Raw("</details>\n");
                break;
            case Chart chart:
                ChartHtml.Write(chart, _html);
                break;
            case References(var entries):
                _tables.Write(entries);
                break;
            default:
                throw new ArgumentException($"No way to render {block.GetType().Name}.", nameof(block));
        }
    }

    void Figures(IReadOnlyList<KeyFigure> figures)
    {
        _html.Raw("<dl class=\"figures\">\n");
        foreach (var figure in figures)
        {
            _html.Add($"<div>\n<dt>{figure.Label}</dt>\n<dd class=\"{(figure.Value.Missing is null ? "value" : "value absent")}\"{HtmlPhrases.Data(figure.Value)}>");
            _phrases.Inline(figure.Value);
            _html.Raw("</dd>\n");
            foreach (var remark in figure.Remarks)
            {
                _html.Add($"<dd{HtmlPhrases.Data(remark)}>");
                _phrases.Inline(remark);
                _html.Raw("</dd>\n");
            }
            _html.Raw("</div>\n");
        }
        _html.Raw("</dl>\n");
    }

    void Judge(Judgement judgement)
    {
        _html.Add($"<section class=\"judgement\" aria-label=\"{judgement.Label}\">\n<p><strong>{judgement.Label}</strong> ");
        _phrases.Inline(judgement.Statement);
        _html.Raw("</p>\n");
        if (judgement.Grounds.Count > 0)
        {
            _html.Raw("<ul>\n");
            foreach (var (question, finding, holds) in judgement.Grounds)
            {
                var (style, word) = holds switch { true => ("holds", "Yes"), false => ("fails", "No"), _ => ("unknown", "Not known") };
                _html.Add($"<li><span class=\"question\">{question} <b class=\"{style}\">{word}</b></span> ");
                _phrases.Inline(finding);
                _html.Raw("</li>\n");
            }
            _html.Raw("</ul>\n");
        }
        _html.Raw("</section>\n");
    }
}
