using Xinheng.Model.Foundation;

namespace Xinheng.Model.People.Machines;

/// <summary>What for a department's system uses the platform. What is not named here no machine may do.</summary>
public enum ClientPurpose
{
    /// <summary>报送: hands in, follows what became of it, corrects rows in place.</summary>
    Submit,

    /// <summary>查询: asks about one named subject at a time, for a purpose of the closed list; by authorisation or for a matter, like people.</summary>
    Query,

    /// <summary>窗口: a counter's system takes down what a subject who proved identity there declares.</summary>
    Serve,
}

/// <summary>
/// What a machine may do: hand in, for one catalogue item or (null) for all of its organisation's; or ask, for one purpose or
/// (null) every one that its organisation may ask for. Written <c>submit:CF_LP</c>, <c>query:credit</c> or <c>submit:*</c>, as OAuth writes scopes.
/// </summary>
/// <param name="Item">The catalogue item; of a query, the code of what one may ask for.</param>
public sealed record ClientScope(ClientPurpose Purpose, string? Item)
{
    /// <summary>The code by which a refusal says that the token, not the organisation, lacks the right (RFC 6750, 3.1).</summary>
    public const string Insufficient = "access.insufficient-scope";

    private const string Every = "*";
    private const int LongestItem = 60;

    public static ClientScope SubmitAll { get; } = new(ClientPurpose.Submit, null);

    /// <summary>Whether whoever has this one needs the other no more.</summary>
    public bool Covers(ClientScope other) => Purpose == other.Purpose && (Item is null || Item == other.Item);

    /// <summary>Whether it is for that permission at all, of whichever item.</summary>
    public bool Carries(Permission permission) =>
        (Purpose, permission) is (ClientPurpose.Submit, Permission.Submit or Permission.ViewSubmissions or Permission.SeeQuality)
            or (ClientPurpose.Query, Permission.ReadPersons or Permission.ReadForTask)
            or (ClientPurpose.Serve, Permission.ServeSubjects);

    /// <param name="item">Null: for every item at once.</param>
    public bool Allows(Permission permission, string? item) => Carries(permission) && (Item is null || Item == item);

    public override string ToString() => $"{NameOf(Purpose)}:{Item ?? Every}";

    public static Result<ClientScope> Parse(string text)
    {
        foreach (var purpose in Enum.GetValues<ClientPurpose>())
        {
            var prefix = $"{NameOf(purpose)}:";
            if (text.StartsWith(prefix, StringComparison.Ordinal) && text[prefix.Length..] is var item && IsItem(item)
                && (purpose != ClientPurpose.Serve || item == Every))
            {
                return new ClientScope(purpose, item == Every ? null : item);
            }
        }

        return Refusal.Invalid("people.scope-unknown",
            $"授权范围“{text}”不合写法。请写 submit:信息项编码（如 submit:CF_LP）、submit:*（本单位报送的全部信息项），query:用途代码（如 query:credit），或 serve:*（窗口代办）。", "scope");
    }

    /// <summary>Several, separated by blanks, as OAuth writes them; none is refused.</summary>
    public static Result<IReadOnlyList<ClientScope>> ParseList(string text)
    {
        var read = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToList();
        return read.SelectMany(r => r.Refusals).ToList() is { Count: > 0 } refusals ? Result<IReadOnlyList<ClientScope>>.Refuse(refusals)
            : read.Count == 0 ? Refusal.Invalid("people.scope-missing", "至少给出一个授权范围，如 submit:CF_LP 或 submit:*。", "scope")
            : Result<IReadOnlyList<ClientScope>>.Of([.. read.Select(r => r.Value).Distinct()]);
    }

    public static string Write(IEnumerable<ClientScope> scopes) => string.Join(' ', scopes);

    /// <summary>What both lists allow: a token keeps no more than its client has by now.</summary>
    public static IReadOnlyList<ClientScope> Common(IReadOnlyList<ClientScope> one, IReadOnlyList<ClientScope> other) =>
        [.. one.Where(s => other.Any(o => o.Covers(s))).Concat(other.Where(o => one.Any(s => s.Covers(o)))).Distinct()];

    private static string NameOf(ClientPurpose purpose) => purpose.ToString().ToLowerInvariant();

    private static bool IsItem(string text) => text == Every
        || (text.Length is > 0 and <= LongestItem && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.'));
}
