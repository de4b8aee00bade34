using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Cases.Repairing;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Procedures;
using Xinheng.Testing;
using Xinheng.Platform.Tests.Records;

namespace Xinheng.Platform.Tests.Cases.Repairing;

/// <summary>A firm with a penalty, everybody who has to do with its repair, and a calendar of its own to count by.</summary>
internal sealed class RepairGround(TestPlatform platform, RecordId record, SubjectId subject)
{
    /// <summary>Three months after the decision of 2026-06-10.</summary>
    public static readonly DateOnly Earliest = new(2026, 9, 10);

    public TestPlatform Platform => platform;

    public RecordId Record => record;

    public SubjectId Subject => subject;

    public Caller Firm { get; } = Of(subject);

    public static Caller Of(SubjectId self) =>
        new(new Actor(ActorKind.Subject, new AccountId(Guid.CreateVersion7()), "oneself", null), [new Grant(Role.EnterpriseUser)]) { Self = self };

    public static async Task<RepairGround> MakeAsync(TestPlatform platform, int firm = 1, Action<Dictionary<string, string>>? change = null)
    {
        var record = await platform.EnterPenaltyAsync(firm, change);
        var subject = await platform.AskAsync<Guid>("select subject_id from records.record where record_id = @Value", record);
        return new RepairGround(platform, record, new SubjectId(subject));
    }

    /// <summary>One more penalty of the same firm.</summary>
    public async Task<RecordId> AnotherAsync(int document)
    {
        await platform.EnterPenaltyAsync(1, row => row["CF_WSH"] = $"云市监罚〔2026〕{document}号");
        return (await platform.Get<RepairOutlooks>().OfSubjectAsync(subject, default)).Values.Single(r => r.Document == $"云市监罚〔2026〕{document}号").Id;
    }

    /// <summary>A row of a minor wrong: public for three months at most.</summary>
    public static void Minor(Dictionary<string, string> row) => (row["CF_SXFL"], row["CF_GSJZQ"]) = ("轻微", "2026-09-10");

    public async Task<IReadOnlyList<CaseDocuments.Kept>> PapersAsync(string name = "缴款凭证.pdf")
    {
        using var pdf = new MemoryStream("%PDF-1.4 receipt"u8.ToArray());
        return (await platform.Get<CaseDocuments>().KeepAsync([new(name, pdf)], default)).Value;
    }

    public async Task<Result<IReadOnlyList<FileRepair.Filed>>> FileAsync(Caller? caller = null, RepairProxies.Given? proxy = null, params RecordId[] records) =>
        await platform.Get<FileRepair>().RunAsync(
            new(records.Length == 0 ? [record] : records, "罚款已于决定当月缴清，过期食品已下架并复查合格。", true, await PapersAsync()) { Proxy = proxy },
            caller ?? Firm, default);

    /// <summary>Filed on the first possible day.</summary>
    public async Task<CaseId> FiledAsync()
    {
        await platform.SetTodayAsync(Earliest);
        return (await FileAsync()).Value.Single().Case;
    }

    public async Task<CaseId> AcceptedAsync()
    {
        var id = await FiledAsync();
        _ = (await AcceptAsync(id)).Value;
        return id;
    }

    public Task<Result<CaseFile>> AcceptAsync(CaseId id, Caller? caller = null) => platform.Get<AcceptRepair>().RunAsync(new(id), caller ?? platform.Reviewer, default);

    public Task<Result<CaseFile>> GrantAsync(CaseId id, Caller? caller = null) => platform.Get<GrantRepair>().RunAsync(new(id, true), caller ?? platform.Reviewer, default);

    public Task<Result<CaseFile>> AskPapersAsync(CaseId id) =>
        platform.Get<AskRepairPapers>().RunAsync(new(id, "缺整改验收意见：缴款凭证只证明缴了罚款。"), platform.Reviewer, default);

    public async Task<Result<CaseFile>> CompleteAsync(CaseId id) =>
        await platform.Get<CompleteRepair>().RunAsync(new(id, null, await PapersAsync("验收意见.pdf")), Firm, default);

    public async Task<CaseView> SeeAsync(CaseId id) => (await platform.Get<CaseReader>().FindAsync(id, Caller.TheProgram, default)).Value;

    public async Task<ClockShown> ClockAsync(CaseId id, string clock) => (await SeeAsync(id)).Clocks.Last(c => c.Clock == clock);

    public Task<string> StateAsync() => platform.AskAsync<string>("select state from records.record where record_id = @Value", record);

    public Task<List<string>> ToldAsync() => ToldAsync(subject);

    public async Task<List<string>> ToldAsync(SubjectId who) =>
        [.. (await platform.Get<Notices>().OfSubjectAsync(who, default)).Select(notice => notice.Text)];

    public async Task<IReadOnlyList<string>> VerifyAsync()
    {
        await platform.Get<Sealer>().SealAsync(default);
        return [.. (await platform.Get<Verify>().RunAsync(null, default)).Value.Findings.Select(f => f.Code).Distinct()];
    }

    /// <summary>Working days one by one, from the calendar's own file; days on which the clock stands still do not count.</summary>
    public static DateOnly Naive(DateOnly from, int days, params (DateOnly After, DateOnly Through)[] standing)
    {
        var day = from;
        while (days > 0)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day) && !standing.Any(s => day > s.After && day <= s.Through))
            {
                days--;
            }
        }

        return day;
    }

    private static bool IsWorkingDay(DateOnly day)
    {
        var file = Path.Combine(TestPlatform.Root, "catalogue", "law", "calendars", "fictional", $"{day.Year}.yaml");
        var (holidays, made) = Read(File.ReadAllLines(file));
        return made.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Any(h => day >= h.From && day <= h.To));
    }

    private static (List<(DateOnly From, DateOnly To)> Holidays, HashSet<DateOnly> Made) Read(string[] lines)
    {
        List<(DateOnly, DateOnly)> holidays = [];
        HashSet<DateOnly> made = [];
        foreach (var line in lines)
        {
            var days = System.Text.RegularExpressions.Regex.Matches(line, @"\d{4}-\d{2}-\d{2}").Select(m => DateOnly.ParseExact(m.Value, "yyyy-MM-dd", null)).ToList();
            if (line.TrimStart().StartsWith("- {", StringComparison.Ordinal) && line.Contains("from:", StringComparison.Ordinal))
            {
                holidays.Add((days[0], days[^1]));
            }
            else if (line.TrimStart().StartsWith("- {", StringComparison.Ordinal) && days.Count > 0)
            {
                made.Add(days[0]);
            }
        }

        return (holidays, made);
    }
}
