namespace Xinheng.Model.Procedures;

/// <summary>In which capacity somebody acts in a procedure.</summary>
public enum Party
{
    /// <summary>申请人: the subject itself, whoever acts for it, or the clerk who takes it down at the counter.</summary>
    Subject,

    /// <summary>平台: the credit centre. It receives, routes and supervises; it decides only about its own copy.</summary>
    Platform,

    /// <summary>承办单位: the unit that has the case in hand, as provider of the record or as the body that determined it.</summary>
    Body,

    /// <summary>The program, carrying out what the law or an earlier step set in motion.</summary>
    Program,
}
