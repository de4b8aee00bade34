using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Catalogue.Publishing;

/// <summary>Reads a pack from the texts of an edition, as it would be read from its folder.</summary>
internal static class PublishedPack
{
    public static Result<CataloguePack> Load(CatalogueSource source, NumberChecks checks)
    {
        var folder = Directory.CreateTempSubdirectory("xinheng-catalogue-");
        try
        {
            foreach (var (name, text) in source.Files)
            {
                var file = Path.Combine(folder.FullName, name);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, text);
            }

            return CatalogueFiles.Load(folder.FullName, checks);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
