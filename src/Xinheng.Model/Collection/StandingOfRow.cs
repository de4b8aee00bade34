using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Catalogue.Types;
using Xinheng.Model.Foundation;
using Xinheng.Model.Records;

namespace Xinheng.Model.Collection;

/// <summary>
/// Works out what a checked row counts for: operation and state columns, class, period of publicity. A class is
/// confirmed when the determining body itself hands the row in; otherwise it waits for its confirmation.
/// </summary>
public sealed class StandingOfRow(SubmissionTerms terms)
{
    private const int MostPeriods = 10_000;

    private readonly CatalogueItem item = terms.Item;
    private readonly Dictionary<PublicityFacts, Result<PublicityPeriod>> periods = [];

    public Result<Standing> Read(CheckedRow row)
    {
        var standing = new Standing
        {
            Operation = OperationOf(row),
            Nature = item.NatureOf(row),
            Provider = terms.Provider,
            Authority = Value(row, FieldRole.AuthorityCode),
            DecidedOn = Date(row, FieldRole.DecidedOn),
            Impact = item.Roles.Has(FieldRole.SocialImpact) ? Value(row, FieldRole.SocialImpact) == BooleanField.Yes : null,
            OwnOpenness = item.Openness == Openness.PerField ? OwnOpenness(row) : null,
            Contested = Value(row, FieldRole.State) == "2",
            Reason = Value(row, FieldRole.ChangeReason),
        };
        return standing.Nature == Nature.Adverse
            ? Adverse(row, standing)
            : standing with { PublicUntil = Earliest(Date(row, FieldRole.RemovedOn), AfterLastDay(row)) };
    }

    /// <summary>The class a penalty seems to have, for the reviewer to compare; null for items that are no penalties.</summary>
    public SeverityProposal? Propose(CheckedRow row) => Date(row, FieldRole.DecidedOn) is { } decidedOn
        ? ClassOfRecord.Propose(item, role => Value(row, role), decidedOn, terms.Law, terms.Profile)
        : null;

    private Result<Standing> Adverse(CheckedRow row, Standing standing)
    {
        if (standing.DecidedOn is not { } decidedOn)
        {
            return Refusal.Invalid("record.no-decision-date", "E15 失信信息必须有决定日期，公示期从该日起算。", CodeOf(FieldRole.DecidedOn));
        }

        var (severity, confirmed) = ClassOf(row, standing);
        var period = PeriodOf(new PublicityFacts(decidedOn, confirmed ? severity : null) { GivenEnd = Date(row, FieldRole.PublicUntil) });
        if (!period.TryGet(out var publicity))
        {
            return Result<Standing>.Refuse(period.Refusals);
        }

        // An unconfirmed class is measured by the longest lawful end when it comes to be confirmed; until then it is hidden.
        if (publicity.GivenEndWasTooLate && confirmed)
        {
            return Refusal.Invalid("record.publicity-too-long",
                $"E14 公示截止期超过上限：按决定日期{decidedOn:yyyy-MM-dd}和分类“{SeverityWords.Of(severity!.Value)}”，最晚为{publicity.LawfulEnd:yyyy-MM-dd}。请改为不晚于该日，或留空由平台计算。",
                CodeOf(FieldRole.PublicUntil));
        }

        return standing with
        {
            Severity = severity,
            Confirmed = confirmed,
            PublicUntil = Earliest(Earliest(publicity.PublicUntil ?? publicity.LawfulEnd, Date(row, FieldRole.RemovedOn)), AfterListEnd(row)),
        };
    }

    // The rows of a file share few dates; finding the rules in force on each costs more than all else here.
    private Result<PublicityPeriod> PeriodOf(PublicityFacts facts)
    {
        if (!periods.TryGetValue(facts, out var period))
        {
            if (periods.Count == MostPeriods)
            {
                periods.Clear();
            }

            periods[facts] = period = PublicityPeriod.Of(facts, terms.Law, terms.Profile, terms.ReceivedOn);
        }

        return period;
    }

    private (Severity? Severity, bool Confirmed) ClassOf(CheckedRow row, Standing standing) => item.Class switch
    {
        ClassRule.Fixed rule => ((Severity)rule.Class, true),
        ClassRule.FromField or ClassRule.FromPenalty when Value(row, FieldRole.Severity) is { } given =>
            (SeverityWords.Read(given), standing.Authority is null || standing.Authority == standing.Provider),
        _ => (Propose(row)?.Severity, false),
    };

    private Operation OperationOf(CheckedRow row) => (Value(row, FieldRole.Operation), Value(row, FieldRole.State)) switch
    {
        ("D", _) or (_, "1") => Operation.Withdraw,
        ("R", _) => Operation.Restore,
        ("X", _) => Operation.Archive,
        _ => Operation.Enter,
    };

    private Openness? OwnOpenness(CheckedRow row) => Value(row, FieldRole.OpennessChoice) switch
    {
        "1" => Openness.Public,
        "2" => Openness.GovernmentSharing,
        "3" => Openness.Authorised,
        _ => null,
    };

    // Lists end with their term; the term's last day is still in it. A penalty's own validity is no term of publicity.
    private DateOnly? AfterListEnd(CheckedRow row) => item.Class is ClassRule.Fixed ? AfterLastDay(row) : null;

    private DateOnly? AfterLastDay(CheckedRow row) =>
        Date(row, FieldRole.ValidTo) is { } last && last.Year < 2099 ? last.AddDays(1) : null;

    private static DateOnly? Earliest(DateOnly? one, DateOnly? other) =>
        one is null ? other : other is null || one < other ? one : other;

    private DateOnly? Date(CheckedRow row, FieldRole role) =>
        Value(row, role) is { Length: >= 10 } text && DateField.Parse(text.AsSpan(0, 10)) is (null, var date) ? date : null;

    // Where it is to be corrected, if the item has such a column.
    private string? CodeOf(FieldRole role) => item.Roles[role] is >= 0 and var column ? item.Columns[column].Code : null;

    private string? Value(CheckedRow row, FieldRole role) => item.Roles[role] is >= 0 and var column ? row.Values[column] : null;
}
