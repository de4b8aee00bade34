using System.Security.Cryptography;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Platform.Programmes.FictionalProvince;
using Xinheng.Platform.Programmes.FictionalProvince.Files;
using Xinheng.Platform.Tests.Catalogue;

namespace Xinheng.Platform.Tests.Programmes.FictionalProvince;

/// <summary>Worlds for tests, with the catalogue as it stands in the repository.</summary>
internal static class Worlds
{
    public static World Small { get; } = Of(WorldSize.Small);

    public static World Tiny { get; } = Of(new WorldSize(400, 2_000));

    public static World Of(WorldSize size) => new(size, Draft.Today, Draft.Pack);

    public static byte[] Bytes(DepartmentFile file)
    {
        using var stream = new MemoryStream();
        file.WriteTo(stream);
        return stream.ToArray();
    }

    /// <summary>A digest over all files with their names.</summary>
    public static string Digest(World world)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in world.Files())
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(file.FileName));
            hash.AppendData(Bytes(file));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    public static CheckedRow Check(DepartmentFile file, string?[] row, DateOnly? today = null)
    {
        var item = Draft.Item(file.Item);
        var aligned = new string?[item.Columns.Length];
        Map(file).Arrange(row, aligned);
        return item.Check(aligned, today is { } day ? new CheckContext(day) : Draft.Context);
    }

    public static ColumnMap Map(DepartmentFile file)
    {
        var match = ColumnMap.Match(Draft.Item(file.Item), [.. file.Header]);
        Assert.True(match.TryGet(out var map), $"{file.FileName}: {string.Join("; ", match.IsRefused ? match.Refusals.Select(r => r.Message) : [])}");
        return map;
    }
}
