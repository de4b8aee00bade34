using Microsoft.Extensions.DependencyInjection;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Law;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;
using Xinheng.Platform.People;
using Xinheng.Platform.Records;
using Xinheng.Platform.Subjects;

namespace Xinheng.Web.Tests;

/// <summary>The rooms behind the doors, over a given database: what the program itself composes.</summary>
internal static class House
{
    public static string Root { get; } = FindRoot();

    public static LawBook Law { get; } = LawFiles.Load(Path.Combine(Root, "catalogue", "law")).Value;

    public static JurisdictionProfile Place { get; } = Law.Profiles["990000"];

    public static void AddRooms(IServiceCollection services, XinhengOptions options, Database database, TimeProvider time) => services
        .AddFoundation(options, database).AddJournal().AddPeople().AddCatalogue().AddSubjects().AddRecords().AddCollection()
        .AddSingleton(Law)
        .AddSingleton(Place)
        .AddSingleton(new Jurisdiction(Law, Place))
        .AddSingleton<NumberChecks>(provider => SubjectNumbers.Checks(Law, Place, provider.GetRequiredService<Clock>()))
        .AddSingleton(time);

    /// <summary>Rooms whose database is nowhere: for tests of doors that never open it.</summary>
    public static void AddEmptyRooms(IServiceCollection services, TimeProvider time) => AddRooms(
        services, new XinhengOptions { DataDirectory = Path.Combine(Path.GetTempPath(), "xinheng-web-tests") },
        Database.At("Host=nowhere.invalid"), time);

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Xinheng.slnx")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("The repository was not found.");
    }
}
