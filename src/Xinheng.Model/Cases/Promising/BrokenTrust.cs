using Xinheng.Model.Foundation;

namespace Xinheng.Model.Cases.Promising;

/// <summary>What on its file keeps a subject from promises that spare it something.</summary>
/// <param name="Record">Null where it was decided moments ago and is not on the file yet.</param>
/// <param name="Name">The item as it is called: 信用承诺履行情况, 严重失信主体名单.</param>
/// <param name="IsBrokenPromise">False: a record of serious dishonesty.</param>
public sealed record BrokenTrust(Guid? Record, string Name, string? Number, bool IsBrokenPromise)
{
    /// <summary>
    /// One refusal a record, each with what it is and how to become able again; none for promises that spare nothing: whoever
    /// repairs must be able to promise. Basis: 深圳经济特区社会信用条例 59 (V).
    /// </summary>
    public static IReadOnlyList<Refusal> Against(PromiseKind kind, IReadOnlyList<BrokenTrust> onFile) => !PromiseKinds.Spares(kind)
        ? []
        : [.. onFile.Select(one => Refusal.Conflict("cases.promise-barred",
            $"现在不能用{PromiseKinds.NameOf(kind)}承诺：档案里有未修复的{(one.IsBrokenPromise ? "违诺记录" : "严重失信记录")}“{one.Name}”"
            + $"{(one.Number is { Length: > 0 } number ? $"（{number}）" : "")}{(one.Record is { } record ? $"，记录编号 {record}" : "")}。"
            + "先纠正并申请信用修复，修复完成当天起就可以承诺；认为记录有误的，可以提出异议。这件事现在请按一般程序办理。"))];
}
