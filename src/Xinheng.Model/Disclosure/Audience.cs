namespace Xinheng.Model.Disclosure;

/// <summary>Who wants to see a record, and by what title. Basis: 河南省社会信用条例 18 (公开公示、政务共享、授权查询) (V).</summary>
public abstract record Audience
{
    private Audience()
    {
    }

    /// <summary>公开公示: anybody, unnamed.</summary>
    public sealed record Public : Audience;

    /// <summary>政务共享: an organ in the course of a duty. Without naming the task it sees nothing.</summary>
    /// <param name="Task">Code of the statutory task.</param>
    public sealed record Government(string Task) : Audience;

    /// <summary>授权查询: somebody with the subject's authorisation. Whether it still runs and covers this item is asked before.</summary>
    /// <param name="Purpose">The purpose the subject agreed to.</param>
    public sealed record Authorised(string Purpose) : Audience;

    /// <summary>本人: the subject itself, whose own information is free at any time (河南省社会信用条例 40, V).</summary>
    public sealed record TheSubject : Audience;

    /// <summary>审计: sees whatever is kept, by a power that is traced.</summary>
    public sealed record Auditor : Audience;
}
