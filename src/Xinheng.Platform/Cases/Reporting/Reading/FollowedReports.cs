using System.Net;
using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Cases.Reporting.Reading;

/// <summary>By what a reporter shows that it is theirs: the receipt code, or being signed in as whoever filed it.</summary>
public sealed record ReportKey
{
    public string? Code { get; private init; }

    public Caller? Self { get; private init; }

    public Guid? Report { get; private init; }

    public static ReportKey ByCode(string code) => new() { Code = code };

    public static ReportKey Own(Caller self, Guid report) => new() { Self = self, Report = report };
}

/// <summary>A report as the one who filed it reads it.</summary>
public sealed record FollowedReport(
    ReportRow Row, string Words, IReadOnlyList<ReportSeals.Message> Messages, IReadOnlyList<ReportEvent> Events, IReadOnlyList<DeadlineOnRecord> Clocks);

/// <summary>What the reporter sees: progress, what was asked, what came of it.</summary>
public sealed class FollowedReports(Database database, ReportSeals seals, ReportBrakes brakes, ReportEvents events, Deadlines deadlines)
{
    private const int MostListed = 200;

    public async Task<Result<FollowedReport>> ReadAsync(ReportKey key, IPAddress address, CancellationToken ct)
    {
        var opened = await OpenAsync(key, address, ct);
        if (!opened.TryGet(out var id))
        {
            return Result<FollowedReport>.Refuse(opened.Refusals);
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleAsync<ReportRow>(new CommandDefinition(
            $"select {ReportRow.Columns} from cases.report r where r.id = @id", new { id }, cancellationToken: ct));
        return new FollowedReport(row, await seals.WordsAsync(id, connection, ct), await seals.MessagesAsync(id, connection, ct),
            await events.OfAsync(row, ct), await deadlines.AboutAsync(ReportInHand.Kind, id, ct));
    }

    /// <summary>The caller's own, newest first.</summary>
    public async Task<IReadOnlyList<ReportRow>> OwnAsync(Caller caller, CancellationToken ct)
    {
        if (caller.Self is not { } self || !caller.May(Permission.OwnCases, new Target(Subject: self)))
        {
            return [];
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<ReportRow>(new CommandDefinition($"""
            select {ReportRow.Columns} from cases.report r where r.follower = any (@followers) order by r.filed_on desc, r.id desc limit {MostListed}
            """, new { followers = seals.Followers(self) }, cancellationToken: ct))];
    }

    internal async Task<Result<Guid>> OpenAsync(ReportKey key, IPAddress address, CancellationToken ct)
    {
        if (key is { Self: { } self, Report: { } own })
        {
            return (await OwnAsync(self, ct)).Any(row => row.Id == own) ? own : ReportInHand.NotFound;
        }

        if (await brakes.TryCodeAsync(address, ct) > TimeSpan.Zero)
        {
            return Refusal.TooMuch("cases.report.code-wait", "试得太多了，请过一会儿再输入查询码。");
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        if (await connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(
            "select id from cases.report where code_hash = @hash", new { hash = FileReport.HashOf(key.Code ?? "") }, cancellationToken: ct)) is not { } id)
        {
            return Refusal.NotFound("cases.report.code", "没有这个查询码。请照提交时显示的抄写，共 16 个字母和数字。");
        }

        await brakes.RightAsync(address, ct);
        return id;
    }
}
