using Xinheng.Model.Procedures;

namespace Xinheng.Model.Cases.Objecting;

/// <summary>复议、诉讼: the decision behind a record is before a review authority or a court. The record is marked, not suspended by
/// itself; when the decision falls, it leaves in one act. Basis: 行政处罚法 48, 73; 河南省社会信用条例 42.</summary>
public static class ReviewSteps
{
    private const string Revoked48 = "《行政处罚法》第四十八条第二款";

    public static readonly Stage Pending = new("pending", "复议或诉讼期间", Party.Body);
    public static readonly Stage Revoked = new("revoked", "原决定被撤销", null);
    public static readonly Stage Stands = new("stands", "原决定维持", null);
    public static readonly Stage Ended = new("ended", "复议或诉讼终止", null);

    /// <summary>How long publication may outlast a revoked decision; it runs from the day of the document that revokes it.</summary>
    public const string Removal = "PENALTY_WITHDRAW";

    public static readonly Step Note = new("note", "登记复议、诉讼", Party.Body, [], Pending)
    {
        Basis = "《行政处罚法》第七十三条：复议或者诉讼期间，处罚不停止执行，法律另有规定的除外",
    };

    public static readonly Step Revoke = new("revoke", "原决定被撤销，撤回公示", Party.Body, [Pending], Revoked)
    {
        Basis = Revoked48, NeedsReason = true,
    };

    public static readonly Step Confirm = new("confirm", "原决定维持", Party.Body, [Pending], Stands) { Basis = Revoked48, NeedsReason = true };

    public static readonly Step End = new("end", "复议、诉讼终止", Party.Body, [Pending], Ended) { Basis = Revoked48, NeedsReason = true };

    public static readonly Procedure Procedure = new("review", "复议诉讼", "诉", [Note, Revoke, Confirm, End]);
}
