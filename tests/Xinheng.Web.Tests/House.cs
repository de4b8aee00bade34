using Microsoft.Extensions.DependencyInjection;
using Xinheng.Platform;
using Xinheng.Platform.Foundation;
using Xinheng.Testing;

namespace Xinheng.Web.Tests;

/// <summary>The rooms behind the doors, as the program composes them.</summary>
internal static class House
{
    public static string Catalogue { get; } = Path.Combine(TestPlatform.Root, "catalogue");

    public static void AddRooms(
        IServiceCollection services, string folder, Database database, TimeProvider time, string secondFactor = "offered") => services
        .AddXinheng(new XinhengOptions { DataDirectory = folder, CatalogueDirectory = Catalogue, SecondFactor = secondFactor }, database)
        .AddSingleton(time);

    /// <summary>Rooms whose database is nowhere: for tests of doors that never open it.</summary>
    public static void AddEmptyRooms(IServiceCollection services, TimeProvider time) => AddRooms(
        services, Path.Combine(Path.GetTempPath(), "xinheng-web-tests"), Database.At("Host=nowhere.invalid"), time);
}
