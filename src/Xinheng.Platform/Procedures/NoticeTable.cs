using Xinheng.Model.Foundation;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Procedures;

/// <summary>Rows of <c>procedures.notice</c>: written with what they tell of.</summary>
internal static class NoticeTable
{
    public static Task AddAsync(Work work, CaseId? about, SubjectId? subject, string? organisation, string text, CancellationToken ct) =>
        work.ExecuteAsync("""
            insert into procedures.notice (id, case_id, at, to_subject, to_organisation, text) values (@id, @about, @At, @subject, @organisation, @text)
            """, new { id = Guid.CreateVersion7(work.At), about = about?.Value, work.At, subject = subject?.Value, organisation, text }, ct);
}
