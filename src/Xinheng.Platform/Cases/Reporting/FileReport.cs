using System.Net;
using System.Security.Cryptography;
using System.Text;
using Xinheng.Model.Cases.Reporting;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Cases.Reporting;

/// <summary>
/// 投诉、举报、举报修复中介: taken in from anybody, free of charge. Who it was is sealed at once and stands in no log; by itself it writes
/// no record and applies no measure. 个人信息保护法 9, 51.
/// </summary>
public sealed class FileReport(Journal.Journal journal, ReportTable table, ReportSeals seals, ReportBrakes brakes, Clock clock)
{
    private const int LongestWords = 3_000;
    private const int LongestAgainst = 200;
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <param name="Target"><c>platform</c>, <c>department</c>, <c>institution</c>, <c>subject</c> or <c>agent</c>.</param>
    /// <param name="Unit">Of a registered unit; null where none is meant.</param>
    /// <param name="Against">Who is meant, in the reporter's words; sealed with the rest.</param>
    /// <param name="Who">Null: anonymous.</param>
    public sealed record Command(ReportKind Kind, string Matter, string Target, string? Unit, string Against, string Words, Reporter? Who);

    /// <param name="Code">Shown this once: opens the progress to whoever holds it.</param>
    public sealed record Filed(Guid Id, string Number, string Code);

    /// <param name="self">Who signed in and will see it under their own; null: nobody.</param>
    public async Task<(Result<Filed> Answer, TimeSpan Wait)> RunAsync(Command command, Caller? self, IPAddress address, CancellationToken ct)
    {
        var problems = Problems(command);
        if (problems.Count > 0)
        {
            return (Result<Filed>.Refuse(problems), TimeSpan.Zero);
        }

        var wait = await brakes.FileAsync(address, ct);
        return wait > TimeSpan.Zero
            ? (Refusal.TooMuch("cases.report.too-often", "从您这里来的投诉、举报太多了，请过一会儿再提交。已经提交的都在，不用重复提交。"), wait)
            : (await FileAsync(command, self, ct), TimeSpan.Zero);
    }

    private async Task<Result<Filed>> FileAsync(Command command, Caller? self, CancellationToken ct)
    {
        // Not the caller: the log is for all to see.
        await using var work = await journal.OpenAsync(Reporter.Unnamed, Power.FileReport, ct);
        string? region = null;
        if (command.Unit is { } unit)
        {
            region = await work.FindAsync<string?>("select region from people.organisation where code = @unit", new { unit }, ct);
            if (region is null)
            {
                return Refusal.Invalid("cases.report.unit", "没有登记这个单位。请从名单里选，或者选“不在名单里”，在正文里写明是谁。", "unit");
            }
        }

        var procedure = ReportProcedures.Of(command.Kind);
        var row = new ReportRow
        {
            Id = clock.NewId(), Number = await ReportTable.NumberAsync(work, procedure.Letter, clock.Today, ct),
            Kind = command.Kind.ToString().ToLowerInvariant(), Matter = command.Matter, Target = command.Target, Unit = command.Unit, Region = region,
            Anonymous = command.Who is null, FiledOn = clock.Today, Stage = ReportProcedures.Received.Code,
        };
        var code = RandomNumberGenerator.GetString(Letters, 16);
        var follower = self?.Self is { } subject && self.May(Permission.OwnCases, new Target(Subject: subject)) ? seals.Follower(subject) : ((byte[], int)?)null;
        await table.InsertAsync(work, row, HashOf(code), follower, ct);
        await seals.SealAsync(work, row.Id, command.Who, $"{Text.Collapse(command.Against)}\n{command.Words.Trim()}", ct);
        await ReportInHand.NoteAsync(work, row, "file", clock.Today, ct);
        await work.CommitAsync(ct);
        return new Filed(row.Id, row.Number, $"{code[..4]}-{code[4..8]}-{code[8..12]}-{code[12..]}");
    }

    /// <summary>Of the code as somebody types it. It is random enough for a plain digest.</summary>
    internal static byte[] HashOf(string code) => SHA256.HashData(
        Encoding.ASCII.GetBytes(string.Concat(Text.HalfWidth(code).ToUpperInvariant().Where(char.IsAsciiLetterOrDigit))));

    private static List<Refusal> Problems(Command command)
    {
        List<Refusal> problems = [];
        if (ReportMatter.Find(command.Kind, command.Matter) is null)
        {
            problems.Add(Refusal.Invalid("cases.report.matter", "请选择是哪一类事情。", "matter"));
        }

        if (!TargetsOf(command.Kind).Contains(command.Target))
        {
            problems.Add(Refusal.Invalid("cases.report.target", "请选择投诉、举报的是谁。", "target"));
        }

        if (command.Kind == ReportKind.Complaint && command.Who is null)
        {
            problems.Add(Refusal.Invalid("cases.report.complaint-name", "投诉要核实和答复，请写姓名和电话；只有承办人能看到，被投诉的单位看不到。", "name"));
        }

        if (Text.Collapse(command.Against).Length > LongestAgainst || command.Against.Contains('\n', StringComparison.Ordinal))
        {
            problems.Add(Refusal.Invalid("cases.report.against", $"单位或者个人的名称，请写在一行里，不超过 {LongestAgainst} 个字。", "against"));
        }

        if (command.Unit is null && command.Target is not "platform" && string.IsNullOrWhiteSpace(command.Against))
        {
            problems.Add(Refusal.Invalid("cases.report.whom", "请写明是哪个单位或者谁；说不准名称的，写您知道的，例如店名、网址、电话。", "against"));
        }

        if (ReportTable.Problem(command.Words.Trim(), LongestWords, "words", "经过", null) is { } words)
        {
            problems.Add(words);
        }

        return problems;
    }

    /// <summary>Whom each kind may be about.</summary>
    public static IReadOnlyList<string> TargetsOf(ReportKind kind) => kind switch
    {
        ReportKind.Complaint => ["platform", "department", "institution"],
        ReportKind.Dishonesty => ["subject", "department", "institution"],
        _ => ["agent"],
    };
}
