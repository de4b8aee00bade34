using Xinheng.Model.Foundation;

namespace Xinheng.Model.People;

/// <summary>How far a role's permission reaches.</summary>
public enum Reach
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>本人: one's own file, nobody else's.</summary>
    Self,

    /// <summary>本单位: what the account's organisation answers for.</summary>
    Organisation,

    /// <summary>本区域: the organisations in the grant's region; the whole installation where the grant names none.</summary>
    Region,

    /// <summary>全平台: only for a grant over the whole installation, because it concerns everybody's.</summary>
    Installation,
}

/// <summary>What a question of right is about. What is not known is not covered: default deny.</summary>
/// <param name="Organisation">Code of the organisation whose it is; null: the platform's as a whole.</param>
/// <param name="Region">Division code of that organisation, or of what is asked for.</param>
/// <param name="Item">The catalogue item; null asks for all of them.</param>
/// <param name="Subject">Whose file.</param>
public readonly record struct Target(string? Organisation = null, string? Region = null, string? Item = null, SubjectId? Subject = null);
