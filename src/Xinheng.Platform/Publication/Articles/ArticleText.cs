using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Publication.Articles;

/// <summary>A piece of an article as the page draws it; there is no piece that carries markup of its own.</summary>
public abstract record ArticleBlock
{
    private ArticleBlock()
    {
    }

    public sealed record Heading(int Level, IReadOnlyList<ArticleSpan> Text) : ArticleBlock;

    public sealed record Paragraph(IReadOnlyList<ArticleSpan> Text) : ArticleBlock;

    public sealed record Listing(bool IsOrdered, IReadOnlyList<IReadOnlyList<ArticleBlock>> Items) : ArticleBlock;

    public sealed record Quotation(IReadOnlyList<ArticleBlock> Blocks) : ArticleBlock;
}

/// <summary>A run of letters: plain, stressed, or a link to an address that was allowed when it was read.</summary>
public sealed record ArticleSpan(string Text, bool IsStrong = false, string? Href = null, bool IsLineEnd = false);

/// <summary>
/// Reads the Markdown that staff write: headings, paragraphs, lists, quotations, stress and links. Whatever else Markdown
/// knows (HTML, pictures, code) is refused by name, so that nothing unexpected ever stands on a page.
/// </summary>
public sealed class ArticleText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    private readonly LinkHosts hosts;
    private readonly List<Refusal> problems = [];

    private ArticleText(LinkHosts hosts) => this.hosts = hosts;

    public static Result<IReadOnlyList<ArticleBlock>> Read(string body, LinkHosts hosts)
    {
        var reading = new ArticleText(hosts);
        var blocks = reading.Blocks(Markdown.Parse(body.ReplaceLineEndings("\n"), Pipeline));
        return reading.problems.Count > 0
            ? Result<IReadOnlyList<ArticleBlock>>.Refuse([.. reading.problems.DistinctBy(problem => problem.Message)])
            : Result<IReadOnlyList<ArticleBlock>>.Of(blocks);
    }

    /// <summary>What was approved, as it may be shown now: a host that was taken off the list since loses its links, not its words.</summary>
    public static IReadOnlyList<ArticleBlock> Show(string body, LinkHosts hosts) =>
        new ArticleText(hosts).Blocks(Markdown.Parse(body.ReplaceLineEndings("\n"), Pipeline));

    private List<ArticleBlock> Blocks(ContainerBlock container)
    {
        List<ArticleBlock> blocks = [];
        foreach (var block in container)
        {
            switch (block)
            {
                case HeadingBlock heading:
                    blocks.Add(new ArticleBlock.Heading(heading.Level <= 2 ? 2 : 3, Spans(heading.Inline)));
                    break;
                case ParagraphBlock paragraph:
                    blocks.Add(new ArticleBlock.Paragraph(Spans(paragraph.Inline)));
                    break;
                case ListBlock list:
                    blocks.Add(new ArticleBlock.Listing(list.IsOrdered, [.. list.OfType<ListItemBlock>().Select(Blocks)]));
                    break;
                case QuoteBlock quote:
                    blocks.Add(new ArticleBlock.Quotation(Blocks(quote)));
                    break;
                case LinkReferenceDefinitionGroup:
                    Refuse("article.reference", "请把链接直接写成 [文字](地址)，不要写成编号引用。");
                    break;
                case CodeBlock code:
                    // Four blanks at the start of a line are nobody's intention here; the words stay.
                    blocks.Add(new ArticleBlock.Paragraph([new ArticleSpan(code.Lines.ToString())]));
                    break;
                case ThematicBreakBlock:
                    break;
                default:
                    Refuse("article.unknown-markup", "正文里有不支持的格式。可用：## 标题、- 列表、1. 列表、> 引用、**强调**、[文字](地址)。");
                    break;
            }
        }

        return blocks;
    }

    private List<ArticleSpan> Spans(ContainerInline? inlines, bool strong = false, string? href = null)
    {
        List<ArticleSpan> spans = [];
        foreach (var inline in inlines ?? [])
        {
            switch (inline)
            {
                case LiteralInline text:
                    spans.Add(new(text.Content.ToString(), strong, href));
                    break;
                case HtmlEntityInline entity:
                    spans.Add(new(entity.Transcoded.ToString(), strong, href));
                    break;
                case CodeInline code:
                    spans.Add(new(code.Content, strong, href));
                    break;
                case LineBreakInline:
                    spans.Add(new("", IsLineEnd: true));
                    break;
                case EmphasisInline emphasis:
                    spans.AddRange(Spans(emphasis, true, href));
                    break;
                case LinkInline { IsImage: true }:
                    Refuse("article.picture", "正文里不能放图片。请用文字说明，或者链接到原文。");
                    break;
                case LinkInline link:
                    spans.AddRange(Spans(link, strong, Allowed(link.GetDynamicUrl?.Invoke() ?? link.Url)));
                    break;
                case AutolinkInline address:
                    spans.Add(new(address.Url, strong, address.IsEmail ? null : Allowed(address.Url)));
                    break;
                default:
                    Refuse("article.unknown-markup", "正文里有不支持的格式。可用：## 标题、- 列表、1. 列表、> 引用、**强调**、[文字](地址)。");
                    break;
            }
        }

        return spans;
    }

    private string? Allowed(string? address)
    {
        if (hosts.Allow(address))
        {
            return address;
        }

        Refuse("article.link-host", $"链接“{address}”指向的网站不在允许的名单里。可以链接本站的页面（以 / 开头）{hosts}。");
        return null;
    }

    private void Refuse(string code, string message) => problems.Add(Refusal.Invalid(code, message, "body"));
}
