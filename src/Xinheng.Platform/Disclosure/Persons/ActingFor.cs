using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Disclosure.Persons;

/// <summary>For whom something is declared: a clerk for whoever showed a document at the counter, or somebody for themselves.</summary>
internal static class ActingFor
{
    public static bool IsOneself(Caller caller, GivenNumber? subject) =>
        subject is null && caller.Self is { } self && caller.May(Permission.ManageOwnAuthorisations, new Target(Subject: self));

    public static bool May(Caller caller, GivenNumber? subject) =>
        IsOneself(caller, subject) || (subject is not null && caller.May(Permission.ServeSubjects, caller.Actor.Organisation));

    /// <summary>The subject, made known now if it came to a counter and nobody had a record about it.</summary>
    public static async Task<Result<SubjectId>> SubjectAsync(
        SubjectOfNumber subjects, Work work, GivenNumber? shown, Caller caller, CancellationToken ct) =>
        shown is null ? caller.Self!.Value : await subjects.FindOrMakeAsync(work, shown, ct);

    public static async Task<SubjectId?> FindAsync(
        SubjectOfNumber subjects, Work work, GivenNumber? shown, Caller caller, CancellationToken ct) =>
        shown is null ? caller.Self : await subjects.FindAsync(work.Connection, shown, ct);
}
