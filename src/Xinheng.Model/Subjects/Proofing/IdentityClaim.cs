namespace Xinheng.Model.Subjects.Proofing;

/// <summary>Who somebody says they are, as the identity document has it.</summary>
/// <param name="Number">公民身份号码, as typed.</param>
/// <param name="Enterprise">For whom they act, by what paper; null: for themselves.</param>
public sealed record IdentityClaim(string Name, string Number, EnterpriseClaim? Enterprise = null);

/// <summary>The enterprise that somebody acts for, as its licence and the paper of authority have it.</summary>
/// <param name="Code">统一社会信用代码, as typed.</param>
public sealed record EnterpriseClaim(string Code, string Name, AuthorityPaper Paper);

/// <summary>By what somebody may act for an enterprise.</summary>
public enum AuthorityPaper
{
    /// <summary>法定代表人身份证明: it is the legal representative.</summary>
    LegalRepresentative,

    /// <summary>授权委托书.</summary>
    PowerOfAttorney,

    /// <summary>单位介绍信.</summary>
    Introduction,
}

/// <summary>Who said that a claim is true.</summary>
public enum ProofMethod
{
    /// <summary>A clerk who saw face and paper.</summary>
    Counter,

    /// <summary>国家网络身份认证公共服务, 国家政务服务平台统一身份认证, 电子营业执照 …</summary>
    NationalService,
}
