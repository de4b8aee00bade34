using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Disclosure.Persons;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Objecting;
using Xinheng.Platform.Disclosure;
using Xinheng.Platform.Disclosure.Archive;
using Xinheng.Platform.Disclosure.Persons;
using Xinheng.Platform.Journal;
using Xinheng.Testing;

namespace Xinheng.Web.Tests.Outputs;

/// <summary>The world of <see cref="Withdrawal"/> before anything is withdrawn, with an objection in it: what every output says before, during and after.</summary>
public sealed class Contesting : IAsyncLifetime
{
    private const string OfSubject = "own file", OfArchive = "archive", ByMatter = "by matter";

    // How many of a subject's records are on show; it names none of them.
    private const string CountsOnly = "/badge/{identifier}.svg";

    // Its column is called so: the record's own line says yes or no.
    private const string Table = "/disclosures/{act}/list.csv";

    private readonly Withdrawal world = new() { Withdraws = false };

    public Dictionary<string, string> Before { get; } = [];

    public Dictionary<string, string> During { get; } = [];

    public Dictionary<string, string> After { get; } = [];

    /// <summary>Those that registered themselves, and the closed readings, which have no address of the record's own.</summary>
    public static IReadOnlyList<string> Outputs { get; } = [.. Withdrawal.Registered.Where(route => route != CountsOnly), OfSubject, OfArchive, ByMatter];

    public async ValueTask InitializeAsync()
    {
        await world.InitializeAsync();
        var platform = world.Platform;
        var operators = await platform.AppointAsync("operator", Role.Operator);
        var clerk = await platform.AppointAsync("clerk", Role.CounterClerk);
        var record = new RecordId(world.RecordId);
        var subject = new Caller(new Actor(ActorKind.Subject, new AccountId(Guid.CreateVersion7()), "oneself", null), [new Grant(Role.EnterpriseUser)])
        {
            Self = await SubjectAsync(record),
        };
        await ReadAsync(Before, false, subject, clerk);
        var id = (await platform.Get<FileObjection>().RunAsync(new(record, new ObjectionText("1", [new Claim(null, "")], "写错了。"), []), subject, default)).Value;
        await world.FollowAsync();
        await ReadAsync(During, true, subject, clerk);
        _ = (await platform.Get<RouteObjection>().RunAsync(new(id), operators, default)).Value;
        _ = (await platform.Get<AnswerObjection>().RunAsync(
            new(id, ObjectionOutcome.NotUpheld, "核对了原件。", new Dictionary<int, string>(), new Dictionary<string, string>()), platform.Reviewer, default)).Value;
        await world.FollowAsync();
        await ReadAsync(After, false, subject, clerk);
    }

    /// <summary>Whether an output says of the record that it is contested: a page in words, a machine's answer by its member, a table by its cell.</summary>
    public static bool IsMarked(string output, string answer) => output == Table
        ? answer.Split('\n').Single(line => line.Contains(Withdrawal.Withdrawn, StringComparison.Ordinal)).Split(',').Contains("是")
        : answer.Contains("异议处理中", StringComparison.Ordinal) || answer.Replace(" ", "", StringComparison.Ordinal).Contains("\"contested\":true", StringComparison.Ordinal);

    public ValueTask DisposeAsync() => world.DisposeAsync();

    private async Task ReadAsync(Dictionary<string, string> said, bool marked, Caller subject, Caller clerk)
    {
        await world.Platform.Get<Sealer>().SealAsync(default); // a proof stands on what is sealed
        foreach (var route in Withdrawal.Registered.Where(route => route != CountsOnly))
        {
            // A kept copy goes when the news of the change arrives, which takes a moment.
            said[route] = await world.AnswerAsync(route);
            for (var patience = 20; patience > 0 && IsMarked(route, said[route]) != marked; patience--)
            {
                await Task.Delay(100);
                said[route] = await world.AnswerAsync(route);
            }
        }

        var platform = world.Platform;
        var own = (await platform.Get<OwnFile>().ReadAsync(subject.Self!.Value, subject, default)).Value;
        said[OfSubject] = Said(own.Records.Single(one => one.Id == world.RecordId).Contested);
        var archive = (await platform.Get<SubjectArchive>().ReadAsync(PenaltyFile.Code(1), platform.Reviewer, default)).Value;
        said[OfArchive] = Said(archive.Records.Single(one => one.Id == world.RecordId).Contested);
        PersonFile file = (await platform.Get<ReadPerson>().RunAsync(new("uscc", PenaltyFile.Code(1), "approval", "受理2026-0001", null), clerk, default)).Value;
        said[ByMatter] = Said(file.Records.Single(one => one.Id.Value == world.RecordId).Contested);
    }

    private static string Said(bool contested) => contested ? "异议处理中" : "";

    private async Task<SubjectId> SubjectAsync(RecordId record)
    {
        await using var connection = await world.Platform.Database.Owner.OpenConnectionAsync();
        await using var command = new Npgsql.NpgsqlCommand("select subject_id from records.record where record_id = $1", connection);
        command.Parameters.AddWithValue(record.Value);
        return new SubjectId((Guid)(await command.ExecuteScalarAsync())!);
    }
}
