namespace Xinheng.Model.Foundation;

/// <summary>A subject, for ever: assigned once, never derived from a number or a name.</summary>
public readonly record struct SubjectId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>A record, for ever: the same through every correction.</summary>
public readonly record struct RecordId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>One file (or one posted body) that a department handed in.</summary>
public readonly record struct SubmissionId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>An entry of the journal.</summary>
public readonly record struct EntryId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>An account of a member of staff or a machine.</summary>
public readonly record struct AccountId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>A deadline that an act has set.</summary>
public readonly record struct DeadlineId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>A case of a procedure: an objection, an application for repair, an order to correct.</summary>
public readonly record struct CaseId(Guid Value)
{
    public override string ToString() => Value.ToString();
}
