namespace Xinheng.Web.Portal.Publication.Articles;

/// <summary>What the two kinds of articles are called and where they stand.</summary>
public static class ArticleWords
{
    public static string Kind(string kind) => kind == "policy" ? "政策文件" : "工作动态";

    public static string Path(string kind) => kind == "policy" ? "/policies" : "/news";
}
