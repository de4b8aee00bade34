using System.Globalization;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;

namespace Xinheng.Model.Cases.Reporting;

/// <summary>Who reports, as they say themselves. It stands nowhere but under seal: those reported never read it.</summary>
public sealed record Reporter(string Name, string Phone)
{
    private const int LongestName = 50;
    private const int ShortestPhone = 5;
    private const int LongestPhone = 20;

    /// <summary>Under which reporters act in the log: nobody's account, so that the log names nobody.</summary>
    public static Actor Unnamed { get; } = new(ActorKind.Subject, null, "reporter", null);

    public static Result<Reporter> Read(string name, string phone)
    {
        var (called, reached) = (Text.Collapse(name), Text.HalfWidth(phone).Trim());
        List<Refusal> problems = [];
        if (called.Length is < 2 or > LongestName || Text.HasControls(called))
        {
            problems.Add(Refusal.Invalid("cases.report.name", $"请写姓名，2 到 {LongestName} 个字；不愿留名的，可以匿名举报。", "name"));
        }

        if (reached.Length is < ShortestPhone or > LongestPhone || !reached.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or ' '))
        {
            problems.Add(Refusal.Invalid("cases.report.phone", "请写能联系到的电话，只用数字和“-”，如 0371-12345678。", "phone"));
        }

        return problems.Count > 0 ? Result<Reporter>.Refuse(problems) : new Reporter(called, reached);
    }

    /// <summary>Whether a text that others will read would give the reporter away.</summary>
    public bool StandsIn(string text) =>
        text.Contains(Name, StringComparison.OrdinalIgnoreCase) || Digits(text).Contains(Digits(Phone), StringComparison.Ordinal);

    private static string Digits(string text) =>
        string.Concat(Text.HalfWidth(text).Where(char.IsAsciiDigit).Select(c => c.ToString(CultureInfo.InvariantCulture)));
}
