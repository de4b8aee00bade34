using System.Text.RegularExpressions;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.People.Tracing;

/// <summary>What was done: one file opened, a search, a closed value shown in clear, a report made, rows taken away.</summary>
public enum LookKind
{
    Read,
    Search,
    Reveal,
    Report,
    Export,

    /// <summary>经办: a body saw what it answers for itself, in handling it. No question about anybody; no matter number is due, and no alarm counts it.</summary>
    Handle,
}

/// <summary>What came of it. What was refused is traced like what was answered.</summary>
public enum LookResult
{
    Answered,
    NothingFound,
    Denied,
}

/// <summary>One line of the trace.</summary>
public readonly record struct LookId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>One read of what is not public: about whom, which items, why, by which authorisation, with what result.</summary>
/// <param name="Subject">Null where nobody was found, or the question was about no single subject.</param>
/// <param name="Items">Codes of the catalogue items, or of other things of the platform (<c>trace</c>).</param>
/// <param name="Purpose">Plain words; what looks like a person's number is taken out.</param>
/// <param name="Matter">Number of the matter it is needed for.</param>
/// <param name="Authorisation">The subject's own authorisation, where it was read by one.</param>
/// <param name="Rows">How many rows were shown.</param>
public sealed partial record Look(
    LookKind Kind, SubjectId? Subject, IReadOnlyList<string> Items, string Purpose, string? Matter, Guid? Authorisation,
    LookResult Result, int Rows)
{
    private const int LongestText = 200;

    public string Purpose { get; init => field = Plain(value); } = Plain(Purpose);

    public string? Matter { get; init => field = Given(value); } = Given(Matter);

    /// <summary>Whether a matter number was due: it is, unless the subject authorised it. Reading one's own file, or auditing, says otherwise.</summary>
    public bool IsMatterDue { get; init; } = Authorisation is null;

    /// <summary>Division code of the subject, where it is known: by it a reader from elsewhere is noticed.</summary>
    public string? SubjectRegion { get; init; }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : Plain(text);

    // The trace outlives what it speaks of: no number of a person may stand in it, even where somebody typed one as a reason.
    private static string Plain(string text)
    {
        var clean = PersonsNumber().Replace(text.Replace('\0', ' ').Trim(), "***");
        return clean.Length <= LongestText ? clean : clean[..LongestText];
    }

    [GeneratedRegex(@"(?<!\d)[1-9]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)")]
    private static partial Regex PersonsNumber();
}
