using Microsoft.Extensions.DependencyInjection;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Platform.Assessment;
using Xinheng.Platform.Cases;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Disclosure;
using Xinheng.Platform.Exchange;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;
using Xinheng.Platform.People;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Programmes.FictionalProvince;
using Xinheng.Platform.Publication;
using Xinheng.Platform.Records;
using Xinheng.Platform.Subjects;

namespace Xinheng.Platform;

/// <summary>The platform in one line a room, in the rooms' order.</summary>
public static class XinhengRooms
{
    public static IServiceCollection AddXinheng(this IServiceCollection services, XinhengOptions options, Database database)
    {
        var law = LawFiles.Load(Path.Combine(CatalogueFolder.Of(options), "law")).Value;
        var profile = law.Profile(options.Jurisdiction).Value;
        return services
            .AddFoundation(options, database)
            .AddJournal()
            .AddLaw(law, profile)
            .AddSingleton(new Jurisdiction(law, profile))
            .AddPeople()
            .AddProcedures()
            .AddSingleton<NumberChecks>(s => SubjectNumbers.Checks(law, profile, s.GetRequiredService<Clock>()))
            .AddCatalogue()
            .AddSubjects()
            .AddRecords()
            .AddCollection()
            .AddCases()
            .AddDisclosure()
            .AddPublication()
            .AddExchange()
            .AddFictionalProvince()
            .AddAssessment();
    }
}
