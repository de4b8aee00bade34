using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Model.Subjects.Proofing;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.People;
using Xinheng.Platform.Subjects.Proofing;
using Xinheng.Testing;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Tests;

/// <summary>The real host over a real database with the draft catalogue: two authorities, their makers and reviewers.</summary>
internal sealed class StaffSite : IAsyncDisposable
{
    public const string Password = "four plain words here";

    /// <summary>Invented authorities of the fictional province.</summary>
    public const string Transport = "11990000XY0002026P";

    /// <summary>Somebody without any record.</summary>
    public static readonly IdentityClaim Citizen = new("张阿姨", TableFile.PersonNumber(6));

    public const string Other = "11990100XY0000231B";

    /// <summary>A bank and a credit service institution, whose people ask by authorisation.</summary>
    public static readonly string Bank = PenaltyFile.Code("91990100", 880_001);

    public static readonly string Institution = PenaltyFile.Code("91990100", 880_002);

    /// <summary>An organisation whose people can hold the role.</summary>
    public static string OrganisationFor(Role role) => role switch
    {
        Role.BankAnalyst => Bank,
        Role.InstitutionStaff => Institution,
        _ => Transport,
    };

    private readonly WebApplication app;
    private readonly Database database;

    private StaffSite(WebApplication app, Database database, TestClock clock)
    {
        (this.app, this.database, Clock) = (app, database, clock);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Nobody = NewClient();
    }

    public Uri Address { get; }

    public TestClock Clock { get; }

    public IServiceProvider Services => app.Services;

    /// <summary>A browser in which nobody has signed in.</summary>
    public HttpClient Nobody { get; }

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    public static async Task<StaffSite> OpenAsync(string? urls = null, int callerCost = 0, string secondFactor = "offered")
    {
        var database = await TestDatabase.CreateAsync();
        var clock = TestClock.At(2026, 4, 15);
        var folder = Directory.CreateDirectory(Path.Combine(TestDatabase.Folder, $"data-{Guid.CreateVersion7():N}")).FullName;
        var app = XinhengHost.Build(new WebSettings { Urls = urls ?? "http://127.0.0.1:0", PublicCostPerMinute = 0, CallerCostPerMinute = callerCost }, rooms =>
        {
            House.AddRooms(rooms.Services, folder, database, clock, secondFactor);
            rooms.Logging.ClearProviders();
            rooms.Services.AddSingleton<JobFaults>().AddSingleton<ILogger<JobRunner>>(provider => provider.GetRequiredService<JobFaults>());
        });
        app.Services.GetRequiredService<KeyRing>().CreateMissing();
        await app.StartAsync();
        var site = new StaffSite(app, database, clock);
        await site.FoundAsync();
        return site;
    }

    public HttpClient NewClient() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };

    /// <summary>Everything that waits, done now.</summary>
    public async Task DrainAsync()
    {
        await Get<JobRunner>().DrainAsync(CancellationToken.None);
        Get<JobFaults>().ThrowFirst();
    }

    public async Task<HttpClient> SignedInAsync(string name)
    {
        var client = NewClient();
        using var answer = await PostFormAsync(client, "/sign-in", "/sign-in", ("name", name), ("password", Password), ("to", ""));
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{name} could not sign in: {answer.StatusCode}");
        return client;
    }

    /// <summary>Proved at the counter, enrolled by code and signed in about themselves.</summary>
    public async Task<HttpClient> EnrolledAsync(string name, IdentityClaim claim)
    {
        if (await Get<Accounts>().FindAsync("clerk", CancellationToken.None) is not { } clerk)
        {
            await AppointAsync("clerk", Transport, Role.CounterClerk);
            clerk = (await Get<Accounts>().FindAsync("clerk", CancellationToken.None))!;
        }

        var code = (await Get<ProveIdentity>().RunAsync(new(new Presented(claim, FaceSeen: true, PaperSeen: true)), clerk, default)).Value.Code;
        _ = (await Get<EnrolSubject>().RunAsync(new(code, name, Password), IPAddress.Loopback, default)).Answer.Value;
        var client = NewClient();
        using var answer = await PostFormAsync(client, "/me/sign-in", "/me/sign-in", ("name", name), ("password", Password), ("to", ""));
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{name} could not sign in at /me: {answer.StatusCode}");
        return client;
    }

    /// <summary>Somebody who acts for a firm that is on file.</summary>
    public async Task<IdentityClaim> AgentAsync()
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        await using var command = new Npgsql.NpgsqlCommand(
            "select code, name from subjects.subject where kind = 'legal_person' and code is not null order by code limit 1", connection);
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync(), "No firm is on file.");
        return new IdentityClaim("云经办", TableFile.PersonNumber(7),
            new EnterpriseClaim(reader.GetString(0), reader.GetString(1), AuthorityPaper.PowerOfAttorney));
    }

    /// <summary>Fills in a form as a browser does: with the token of the page it stands on.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(
        HttpClient client, string page, string action, params (string Name, string Value)[] fields)
    {
        var token = (await PageAsync(client, page)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token))
            .Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return await client.PostAsync(action, form);
    }

    public static async Task<IDocument> PageAsync(HttpClient client, string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await client.GetAsync(path);
        return await ReadAsync(answer, status);
    }

    public static async Task<IDocument> ReadAsync(HttpResponseMessage answer, HttpStatusCode status = HttpStatusCode.OK)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{answer.RequestMessage!.RequestUri} answered {answer.StatusCode}: {text[..Math.Min(text.Length, 800)]}");
        return new HtmlParser().ParseDocument(text);
    }

    /// <summary>The JSON of an answer that must have that status.</summary>
    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer, HttpStatusCode status = HttpStatusCode.OK)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{answer.RequestMessage!.RequestUri} answered {answer.StatusCode}: {text[..Math.Min(text.Length, 800)]}");
        return JsonDocument.Parse(text).RootElement;
    }

    public static async Task<JsonElement> GetAsync(HttpClient client, string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await client.GetAsync(path);
        return await JsonAsync(answer, status);
    }

    public static StringContent Json(string text) => new(text, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    /// <summary>Rows in every evidential table a door might write: to see that nothing was written.</summary>
    public async Task<(long Entries, long Submissions, long Records, long Tokens)> CountsAsync()
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        await using var command = new Npgsql.NpgsqlCommand("""
            select (select count(*) from journal.entry), (select count(*) from collection.submission),
                   (select count(*) from records.record), (select count(*) from people.client_token)
            """, connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
    }

    /// <summary>An alarm about an organisation, as the hourly look would have raised it.</summary>
    public async Task<Guid> AlarmOfAsync(string organisation)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        await using var command = new Npgsql.NpgsqlCommand("""
            insert into people.alarm (id, pattern, grade, organisation, starts_at, ends_at, figure, threshold, entry, raised_at)
            values (gen_random_uuid(), 'NoMatter', 'Notice', $1, now(), now(), 3, 1, gen_random_uuid(), now()) returning id
            """, connection);
        command.Parameters.AddWithValue(organisation);
        return (Guid)(await command.ExecuteScalarAsync())!;
    }

    public async Task<long> CountAsync(string table)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        await using var command = new Npgsql.NpgsqlCommand($"select count(*) from {table}", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A record that an organisation handed in.</summary>
    public async Task<Guid> RecordOfAsync(string provider)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        await using var command = new Npgsql.NpgsqlCommand("select record_id from records.record where provider = $1 limit 1", connection);
        command.Parameters.AddWithValue(provider);
        return (Guid)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Whom a record is about.</summary>
    public async Task<Xinheng.Model.Foundation.SubjectId> SubjectOfAsync(Xinheng.Model.Foundation.RecordId record)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        await using var command = new Npgsql.NpgsqlCommand("select subject_id from records.record where record_id = $1", connection);
        command.Parameters.AddWithValue(record.Value);
        return new((Guid)(await command.ExecuteScalarAsync())!);
    }

    /// <summary>The newest journal entry by a power.</summary>
    public async Task<Guid> EntryOfAsync(string power)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        await using var command = new Npgsql.NpgsqlCommand("select id from journal.entry where power = $1 order by at desc, id desc limit 1", connection);
        command.Parameters.AddWithValue(power);
        return (Guid)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        Nobody.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task FoundAsync()
    {
        var ct = CancellationToken.None;
        _ = await Get<LoadLaw>().RunAsync(Get<LawBook>(), Caller.TheProgram.Actor, ct);
        var published = await Get<PublishCatalogue>().RunAsync(
            CatalogueSource.Read(Path.Combine(House.Catalogue, "packs", "national-draft")), Caller.TheProgram, ct);
        Assert.True(published.Value.IsNew);
        Assert.True((await Get<RegisterOrganisation>().RunAsync(new(Bank, "云岭示例银行", "990100", OrganisationKind.Bank), Caller.TheProgram, ct)).Value);
        Assert.True((await Get<RegisterOrganisation>().RunAsync(
            new(Institution, "云岭示例信用服务公司", "990100", OrganisationKind.CreditServiceInstitution), Caller.TheProgram, ct)).Value);
        foreach (var (code, name, prefix) in new[] { (Transport, "云岭市交通运输局", "transport"), (Other, "云岭市文化局", "culture") })
        {
            Assert.True((await Get<RegisterOrganisation>().RunAsync(new(code, name, "990100"), Caller.TheProgram, ct)).Value);
            await AppointAsync($"{prefix}.maker", code, Role.Maker);
            await AppointAsync($"{prefix}.reviewer", code, Role.Reviewer);
        }

        await AppointAsync("auditor", null, Role.Auditor);
    }

    /// <summary>One more account, with one role.</summary>
    public async Task AppointAsync(string name, string? organisation, Role role, string? region = null)
    {
        var ct = CancellationToken.None;
        Assert.NotEqual(default, (await Get<AppointAccount>().RunAsync(new(name, organisation, Password, new AccountHolder("云某", name)), Caller.TheProgram, ct)).Value.Id);
        Assert.Equal(default, (await Get<GrantRole>().RunAsync(
            new(name, role, region is null ? null : Region.Parse(region).Value), Caller.TheProgram, ct)).Value);
    }
}
