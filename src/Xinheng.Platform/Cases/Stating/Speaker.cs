using Xinheng.Model.Foundation;
using Xinheng.Model.People;

namespace Xinheng.Platform.Cases.Stating;

/// <summary>Whose words they are: one's own, or those of whoever a clerk serves at the counter.</summary>
internal static class Speaker
{
    public static readonly Refusal Nobody = Refusal.Forbidden("cases.statement-not-own",
        "说明由记录的本人写，或由窗口工作人员凭本人证件代为登记。请用本人账户登录，或到窗口办理。");

    /// <summary>One answer for what is not there and what is another's.</summary>
    public static readonly Refusal NotOwn = Refusal.NotFound("cases.statement-no-record", "没有这条记录，或者它不是关于本人的。请从本人的信用档案里选。");

    public static readonly Refusal Gone = Refusal.Conflict("cases.statement-record-gone", "这条记录已撤下、修复或归档，不再公示、不再使用，不需要说明。");

    public static Result<SubjectId> Of(Caller caller, SubjectId? served) =>
        served is { } shown ? caller.May(Permission.ServeSubjects, caller.Actor.Organisation) ? shown : Nobody
        : caller.Self is { } self && caller.May(Permission.OwnCases, new Target(Subject: self)) ? self
        : Nobody;
}
