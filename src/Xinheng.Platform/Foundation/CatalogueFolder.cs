using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Foundation;

/// <summary>Where packs, rules and calendars stand: as set, or found upwards from the program.</summary>
public static class CatalogueFolder
{
    public static string Of(XinhengOptions options)
    {
        if (options.CatalogueDirectory is { Length: > 0 } set)
        {
            return set;
        }

        foreach (var start in new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var candidate = Path.Combine(folder.FullName, "catalogue");
                if (Directory.Exists(Path.Combine(candidate, "law")))
                {
                    return candidate;
                }
            }
        }

        throw new UnusableException(Refusal.NotFound("foundation.no-catalogue",
            "没有找到目录数据文件夹 catalogue。请用 XINHENG__CatalogueDirectory 指定。"));
    }
}
