using Xinheng.Model.Cases.Promising;
using Xinheng.Platform.Cases.Promising;
using Xinheng.Platform.Publication.Promising;
using Xinheng.Testing;

namespace Xinheng.Web.Tests;

/// <summary>One template that anybody may sign, and one organisation that has.</summary>
internal sealed class FakePromises() : PublicPromises(null!)
{
    public static readonly Guid Id = Guid.Parse("0199a000-0000-7000-8000-00000000c0de");

    /// <summary>Who signed it.</summary>
    public static readonly string Subject = PenaltyFile.Code(1);

    private static readonly PublicTemplate Only = new(
        new PromiseTemplate("food-shop", PromiseKind.InPlaceOfApproval, "小型食品经营店开业承诺书", "小型食品经营店登记", "食品", null,
            new Informed("内容", "条件", "核查", "责任"), "我承诺。", 24, [new FollowUp("现场核查", 60)], PromiseOpenness.Public), 1, null, 3, 1, 1);

    public override Task<IReadOnlyList<PublicTemplate>> ListAsync(CancellationToken ct) => Later.Of<IReadOnlyList<PublicTemplate>>([Only]);

    public override Task<PublicTemplate?> FindAsync(string code, CancellationToken ct) => Later.Of(code == Only.Template.Code ? Only : null);

    public override Task<PromisePresence> PresentAsync(string subject, string template, CancellationToken ct) => Later.Of(
        template == Only.Template.Code && subject == Subject
            ? new PromisePresence(true, Id, "99010020260615000001", template, new DateOnly(2026, 6, 15), new DateOnly(2028, 6, 14))
            : PromisePresence.None(template));
}
