namespace Xinheng.Model.Records;

/// <summary>Where a record stands. Only a current one can ever be shown.</summary>
public enum RecordState
{
    Current,

    /// <summary>撤销: the decision was revoked, or the provider took the row back.</summary>
    Withdrawn,

    /// <summary>已修复: credit repair was granted; kept in archive, used by nobody.</summary>
    Repaired,

    /// <summary>重整中暂时屏蔽: shielded while a court-approved reorganisation runs.</summary>
    Shielded,

    /// <summary>归档.</summary>
    Archived,
}

/// <summary>What a revision does to its record (数据操作).</summary>
public enum Operation
{
    /// <summary>新增.</summary>
    Enter,

    /// <summary>变更: other content, the same fact.</summary>
    Correct,

    /// <summary>撤销.</summary>
    Withdraw,

    /// <summary>恢复.</summary>
    Restore,

    /// <summary>归档.</summary>
    Archive,

    /// <summary>The determining body confirmed the class; the content is unchanged.</summary>
    Confirm,

    /// <summary>A rule that came into force later allows a shorter publicity; the content is unchanged.</summary>
    FollowLaw,

    /// <summary>异议标注, or its end.</summary>
    Contest,

    /// <summary>准予信用修复.</summary>
    Repair,

    /// <summary>重整期间暂时屏蔽.</summary>
    Shield,

    /// <summary>The reorganisation failed.</summary>
    LiftShield,

    /// <summary>停止公示: past its period.</summary>
    Stop,
}
