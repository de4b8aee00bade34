using System.Globalization;
using System.Text.RegularExpressions;
using Xinheng.Model.Journal;
using Xinheng.Model.Law;
using Xinheng.Platform.Assessment.Auditing;
using Xinheng.Web.Components.Charts;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Workbench.Assessment.Auditing;

/// <summary>How moments of a thing's history are told.</summary>
public static partial class AuditWords
{
    private static readonly Dictionary<string, string> Powers = Power.All.ToDictionary(p => p.Code, p => p.Name);

    public static string Name(Trailed thing) => thing.Kind == TrailKind.Entry ? Powers.GetValueOrDefault(thing.Name, thing.Name) : thing.Name;

    public static TimelineEvent Event(TrailEvent happened, Trailed about) => new(
        LegalTime.DateOf(happened.At), happened.What,
        happened.Line is { } line && line.Entry != about.Id ? $"/work/audit?id={line.Entry}"
            : happened.Leads is [var (_, id), ..] ? $"/work/audit?id={id}" : null,
        string.Join("；", new[] { Who(happened.Who), happened.Detail, Evidence(happened) }.Where(text => !string.IsNullOrEmpty(text))),
        happened.Evidence switch { EvidenceState.Broken => "adverse", EvidenceState.NotYet => "warn", EvidenceState.Sealed => "positive", _ => null },
        happened.Evidence switch { EvidenceState.Sealed => "已封存", EvidenceState.NotYet => "尚未封存", EvidenceState.Broken => "不符", _ => null },
        ShanghaiDay.Of(happened.At).ToString("HH:mm:ss", CultureInfo.InvariantCulture));

    private static string? Who(string? name) => name switch
    {
        "program" => "平台程序",
        "command-line" => "服务器命令行",
        _ => name,
    };

    // Which checkpoint a stranger would ask for.
    private static string? Evidence(TrailEvent happened) => happened.Line switch
    {
        { Evidence: EvidenceState.Sealed, No: { } no, Checkpoint: { } size } => string.Create(CultureInfo.InvariantCulture, $"日志第 {no} 条，封存于 {size} 条的检查点"),
        { Evidence: EvidenceState.Broken, No: { } no } => string.Create(CultureInfo.InvariantCulture, $"日志第 {no} 条，内容与封存时不同"),
        { Evidence: EvidenceState.Broken } => "不在日志里",
        _ => null,
    };

    /// <summary>The ids an entry speaks of, to be followed.</summary>
    public static IEnumerable<Guid> Mentioned(LogLine line) =>
        Ids().Matches(line.Facts + line.ActorIdentity).Select(m => Guid.Parse(m.Value)).Where(id => id != line.Entry).Distinct().Take(50);

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Ids();
}
