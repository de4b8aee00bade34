using Xinheng.Model.Subjects.Proofing;

namespace Xinheng.Web.Workbench.Subjects;

/// <summary>What was typed at the counter, so that a refused form comes back filled in; a person's number never does.</summary>
public sealed record GivenClaim(bool ForEnterprise, string Name = "", string Code = "", string Enterprise = "", AuthorityPaper? Paper = null);
