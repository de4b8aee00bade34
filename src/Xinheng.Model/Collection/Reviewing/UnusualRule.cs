using Xinheng.Model.Catalogue;
using Xinheng.Model.Records;
using Xinheng.Model.Subjects;

namespace Xinheng.Model.Collection.Reviewing;

/// <summary>What is known of a row that would enter, as far as it bears on whether a reviewer should look at it by itself.</summary>
public sealed record RowFacts
{
    public required EntryOutcome Outcome { get; init; }

    public required Operation Operation { get; init; }

    public required Nature Nature { get; init; }

    public required SubjectKind Subject { get; init; }

    public Severity? Severity { get; init; }

    public bool Confirmed { get; init; }

    /// <summary>Nothing about this subject is on record yet.</summary>
    public bool IsNewSubject { get; init; }

    /// <summary>No row of this item by this body has entered yet.</summary>
    public bool IsFirstOfBody { get; init; }

    /// <summary>A record of the same subject and item, decided the same day, was taken down before.</summary>
    public bool ResemblesWithdrawn { get; init; }

    /// <summary>The same subject, item, body and day stand on record under another document number.</summary>
    public bool HasNearTwin { get; init; }

    /// <summary>Somebody of the department corrected it in place.</summary>
    public bool IsSettled { get; init; }
}

/// <summary>One reason for a reviewer to look at a row by itself. The table is the whole truth: rows without one are ordinary.</summary>
/// <param name="Code">Stable; in the answers of the interface, too.</param>
/// <param name="Name">In a few words, after a number of rows.</param>
/// <param name="Why">Why it should be looked at, in one sentence.</param>
/// <param name="IsMild">May be what a whole batch is like; then it does not open every row.</param>
public sealed record UnusualRule(string Code, string Name, string Why, Func<RowFacts, bool> Holds, bool IsMild = false)
{
    /// <summary>The gravest first: in this order rows are shown.</summary>
    public static IReadOnlyList<UnusualRule> All { get; } =
    [
        new("serious", "认定为严重失信", "严重失信公示三年，影响最大：请核对认定依据和文书。",
            row => row.Severity == Severity.Serious && row.Outcome == EntryOutcome.Entered),
        new("person", "关于自然人", "涉及个人：请核对是不是本人、依据是否允许归集。", row => row.Subject == SubjectKind.NaturalPerson),
        new("resembles-withdrawn", "与撤下过的记录相像", "同一主体、同一天的记录以前撤下过：请核对是不是把错的又报了一次。", row => row.ResemblesWithdrawn),
        new("near-duplicate", "可能重复", "同一主体、同一机关、同一天已有另一个文书号的记录：请核对是不是同一件事。", row => row.HasNearTwin),
        new("withdraws", "撤下已有记录", "撤下以后公众看不到它：请核对撤销或变更的文书。", row => Changes(row) && row.Operation == Operation.Withdraw),
        new("restores", "恢复已撤下的记录", "恢复以后重新公示：请核对当初为什么撤下。", row => Changes(row) && row.Operation == Operation.Restore),
        new("archives", "归档已有记录", "归档以后不再公示、不再使用：请核对依据。", row => Changes(row) && row.Operation == Operation.Archive),
        new("corrects", "更正已有记录", "已经公布的内容要改：请逐项核对旧值和新值。", row => Changes(row) && row.Operation is Operation.Enter or Operation.Correct),
        new("unconfirmed", "失信程度未经认定机关确认，入库后不公示", "报送的不是认定机关：确认之前不公示。",
            row => row.Nature == Nature.Adverse && !row.Confirmed),
        new("first-of-body", "该机关第一次报送这一项", "第一次最容易填错列和依据：请整条看一遍。", row => row.IsFirstOfBody, IsMild: true),
        new("settled", "就地改过", "报送人在平台上改过原件的内容：请核对改得对不对。", row => row.IsSettled, IsMild: true),
        new("new-subject", "首次出现的主体", "平台上还没有这个主体：请核对名称和代码。", row => row.IsNewSubject, IsMild: true),
    ];

    /// <summary>Codes of the rules that hold, the gravest first; empty for an ordinary row.</summary>
    public static IReadOnlyList<string> Of(RowFacts row)
    {
        List<string>? codes = null;
        foreach (var rule in All)
        {
            if (rule.Holds(row))
            {
                (codes ??= []).Add(rule.Code);
            }
        }

        return codes ?? (IReadOnlyList<string>)[];
    }

    public static UnusualRule? Find(string code) => All.FirstOrDefault(rule => rule.Code == code);

    /// <summary>Whether a signature under it needs the article typed: a severe grade, or what speaks against a natural person.</summary>
    public static bool AsksForArticle(RowFacts row) =>
        row.Outcome == EntryOutcome.Entered && row.Nature == Nature.Adverse
        && (row.Severity == Severity.Serious || row.Subject == SubjectKind.NaturalPerson);

    private static bool Changes(RowFacts row) => row.Outcome == EntryOutcome.Corrected;
}
