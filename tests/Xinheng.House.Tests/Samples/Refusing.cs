using Xinheng.Model.Foundation;

namespace BadHouse.Refusing;

/// <summary>Refuses in the two ways the reading of compiled code has to see.</summary>
public static class Counter
{
    public static Result<Done> File(DateOnly ended) =>
        Refusal.Conflict("sample.too-late", $"已过期限 {ended:yyyy-MM-dd}，请另行申请。");

    public static Result<Done> Name() => Missing("sample.no-name", "请填写名称。");

    public static Result<Done> Folder(string folder) =>
        Refusal.NotFound("sample.no-folder", "没有目录 " + folder + "，请先建立。");

    private static Refusal Missing(string code, string message) => Refusal.Invalid(code, message, "name");
}
