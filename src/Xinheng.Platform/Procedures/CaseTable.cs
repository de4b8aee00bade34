using Xinheng.Model.Foundation;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Procedures;

/// <summary>Rows of <c>procedures.case_file</c> as they are read and opened.</summary>
internal static class CaseTable
{
    public const string Columns = """
        c.id, c.number, c.procedure, c.subject_id as SubjectId, c.about, c.body, c.region, c.stage, c.filed_by as FiledBy,
        c.rules_on as RulesOn, c.opened_on as OpenedOn, c.paused_on as PausedOn, c.closed_on as ClosedOn
        """;

    internal sealed record Row
    {
        public Guid Id { get; init; }

        public string Number { get; init; } = "";

        public string Procedure { get; init; } = "";

        public Guid SubjectId { get; init; }

        public Guid? About { get; init; }

        public string? Body { get; init; }

        public string? Region { get; init; }

        public string Stage { get; init; } = "";

        public string FiledBy { get; init; } = "";

        public DateOnly RulesOn { get; init; }

        public DateOnly OpenedOn { get; init; }

        public DateOnly? PausedOn { get; init; }

        public DateOnly? ClosedOn { get; init; }

        public CaseFile ToFile() => new()
        {
            Id = new CaseId(Id), Number = Number, Procedure = Procedure, Subject = new SubjectId(SubjectId), About = About, Body = Body,
            Region = Region, Stage = Stage, FiledBy = Enum.Parse<FiledBy>(FiledBy, ignoreCase: true), RulesOn = RulesOn,
            OpenedOn = OpenedOn, PausedOn = PausedOn, ClosedOn = ClosedOn,
        };
    }

    /// <summary>False: an open case with this key is there already, or came first while we waited for it.</summary>
    public static async Task<bool> InsertAsync(Work work, CaseFile file, string key, CancellationToken ct) => await work.ExecuteAsync("""
        insert into procedures.case_file (id, number, procedure, subject_id, about, key, body, region, stage, filed_by, rules_on, opened_on, opened_at, entry)
        values (@id, @Number, @Procedure, @subject, @About, @key, @Body,
                coalesce(@Region, (select o.region from people.organisation o where o.code = @Body)),
                @Stage, @filed, @RulesOn, @OpenedOn, @At, @entry)
            on conflict (procedure, key) where closed_on is null do nothing
        """, new
    {
        id = file.Id.Value, file.Number, file.Procedure, subject = file.Subject.Value, file.About, key, file.Body, file.Region, file.Stage,
        filed = Word(file.FiledBy), file.RulesOn, file.OpenedOn, work.At, entry = work.Entry.Value,
    }, ct) > 0;

    public static async Task<CaseFile?> FindAsync(Work work, CaseId id, CancellationToken ct) =>
        (await work.FindAsync<Row>($"select {Columns} from procedures.case_file c where c.id = @Value for update", id, ct))?.ToFile();

    /// <summary>The number of the open case with this key.</summary>
    public static Task<string?> OpenNumberAsync(Work work, string procedure, string key, CancellationToken ct) =>
        work.FindAsync<string>("select number from procedures.case_file where procedure = @procedure and key = @key and closed_on is null",
            new { procedure, key }, ct);

    /// <summary>The next number of the day; whoever takes one holds the day's counter until commit, so none is left out.</summary>
    public static async Task<string> NextNumberAsync(Work work, Procedure procedure, DateOnly day, CancellationToken ct)
    {
        var next = await work.FindAsync<int>("""
            insert into procedures.case_number as n (procedure, day, last) values (@Code, @day, 1)
                on conflict (procedure, day) do update set last = n.last + 1
            returning last
            """, new { procedure.Code, day }, ct);
        return FormattableString.Invariant($"{procedure.Letter}{day:yyyyMMdd}-{next:0000}");
    }

    public static string Word(FiledBy filedBy) => filedBy switch
    {
        FiledBy.Web => "web",
        FiledBy.Counter => "counter",
        FiledBy.Machine => "machine",
        _ => "body",
    };
}
