using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Xinheng.Web.Hosting;

namespace Xinheng.House.Tests.Laws;

/// <summary>Law 9: what shows records registers itself; the Web's tests withdraw a record and visit every output that did.</summary>
public sealed class OutputsTests(OpenHouse house) : IClassFixture<OpenHouse>
{
    private const string Why =
        "Withdrawn means gone at once, everywhere. What reads the public tables says [ShowsRecords] and is visited by the test of withdrawals, " +
        "or [ShowsNoRecord(\"but what\")].";

    [Fact]
    public void What_reads_the_public_tables_says_whether_it_shows_records() =>
        Law.Holds(Why, Unsaid(house.Endpoints, House.Web, Readers(House.Platform)));

    [Fact]
    public void The_readers_of_the_public_tables_are_found() =>
        // Should the reading of SQL stop seeing them, the law would hold of nothing.
        Assert.Superset(
            new HashSet<string> { "Xinheng.Platform.Publication.PublicRecords", "Xinheng.Platform.Publication.DisclosureLists" },
            Readers(House.Platform).ToHashSet());

    [Fact]
    public void What_is_registered_reads_the_public_tables()
    {
        var readers = Readers(House.Platform);
        Law.Holds("A mark that says nothing true invites somebody to believe it.",
            house.Endpoints.Where(e => Marks(e) > 0 && !Reads(e, House.Web, readers)).Select(Name));
    }

    [Fact]
    public void The_law_bites() =>
        Assert.Equal(
            ["both says both", "silent says neither"],
            Unsaid(Samples.Routes(routes =>
            {
                routes.MapGet("/silent", BadHouse.Web.Api.SilentFeed.Read);
                routes.MapGet("/both", BadHouse.Web.Api.SilentFeed.Read).WithMetadata(new ShowsRecordsAttribute(), new ShowsNoRecordAttribute("nothing"));
                routes.MapGet("/said", BadHouse.Web.Api.SilentFeed.Read).WithMetadata(new ShowsRecordsAttribute());
                routes.MapGet("/clock", BadHouse.Web.Api.Clock.Read);
            }), House.Sample("BadHouse.Web"), Readers(House.Platform)).Order(StringComparer.Ordinal));

    /// <summary>Types of the Platform in which SQL on the public tables stands.</summary>
    private static IReadOnlySet<string> Readers(Floor platform) =>
        platform.Strings.Where(s => Sql.Reads(s.Text).Contains("publication")).Select(s => s.Type).ToHashSet();

    private static IEnumerable<string> Unsaid(IEnumerable<RouteEndpoint> endpoints, Floor web, IReadOnlySet<string> readers) =>
        from endpoint in endpoints
        where Marks(endpoint) != 1 && Reads(endpoint, web, readers)
        select $"{Name(endpoint)} says {(Marks(endpoint) == 0 ? "neither" : "both")}";

    private static int Marks(Endpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<ShowsRecordsAttribute>() is null ? 0 : 1) + (endpoint.Metadata.GetMetadata<ShowsNoRecordAttribute>() is null ? 0 : 1);

    private static string Name(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText!.TrimStart('/');

    // From the page or the method that answers, along everything of the same floor that it mentions.
    private static bool Reads(RouteEndpoint endpoint, Floor web, IReadOnlySet<string> readers)
    {
        var type = endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type ?? endpoint.Metadata.GetMetadata<MethodInfo>()?.DeclaringType;
        while (type?.DeclaringType is { } outer)
        {
            type = outer;
        }

        var mentions = web.Mentioned;
        var (seen, next) = (new HashSet<string>(), new Stack<string>());
        next.Push(type?.FullName ?? "");
        while (next.TryPop(out var at))
        {
            if (readers.Contains(at))
            {
                return true;
            }

            foreach (var used in seen.Add(at) ? mentions[at] : [])
            {
                next.Push(used);
            }
        }

        return false;
    }
}
