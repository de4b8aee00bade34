namespace Xinheng.Model.Catalogue;

/// <summary>To whom an item is open (公开属性); the three modes of disclosure, plus two that are decided more finely.</summary>
public enum Openness
{
    /// <summary>公开公示: only where law, regulation or a national rule orders publication.</summary>
    Public,

    /// <summary>政务共享: organs in the course of their duties.</summary>
    GovernmentSharing,

    /// <summary>授权查询: with the subject's authorisation, for the agreed purpose.</summary>
    Authorised,

    /// <summary>限查: only the few the law names.</summary>
    Restricted,

    /// <summary>Decided field by field, and by what the row itself says of its openness.</summary>
    PerField,
}

/// <summary>Whether one field may leave the house where its item is open.</summary>
public enum FieldOpenness
{
    Open,

    /// <summary>Shown with its middle hidden.</summary>
    Masked,

    /// <summary>Never in a public or shared output.</summary>
    Closed,
}
