namespace Xinheng.Model.People;

/// <summary>What somebody may be asked to do for an organisation.</summary>
public enum Role
{
    /// <summary>平台管理员: accounts, organisations, keys, catalogue.</summary>
    Administrator,

    /// <summary>数据管理员: hands in and corrects, never approves.</summary>
    Maker,

    /// <summary>审核员: approves what others handed in.</summary>
    Reviewer,

    /// <summary>信用中心值班员: sees every department's submissions, decides nothing about their content.</summary>
    Operator,

    /// <summary>审计员: reads, never writes.</summary>
    Auditor,
}
