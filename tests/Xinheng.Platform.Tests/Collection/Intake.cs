using System.Text;
using Dapper;
using Xinheng.Model.Collection;
using Xinheng.Model.People;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Collection.Passes;
using Xinheng.Platform.Publication;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Collection;

/// <summary>A platform for the tests of one class, which keep to documents and subjects of their own.</summary>
public sealed class Intake : IAsyncLifetime
{
    private int number;

    public TestPlatform Platform { get; private set; } = null!;

    /// <summary>A number nobody else in the class has.</summary>
    public int Next() => Interlocked.Increment(ref number);

    public async ValueTask InitializeAsync() => Platform = await TestPlatform.CreateAsync();

    public ValueTask DisposeAsync() => Platform.DisposeAsync();
}

/// <summary>What tests of the intake ask again and again.</summary>
internal static class Asking
{
    public static Task<Submission> SubmitAsync(
        this TestPlatform platform, string item, byte[] bytes, SubmissionFormat format = SubmissionFormat.Csv, Caller? caller = null) =>
        platform.SubmitAsync(item, new MemoryStream(bytes), format, caller);

    /// <summary>Hands in, approves, enters.</summary>
    public static async Task<Submission> EnterAsync(this TestPlatform platform, string item, string csv, Caller? maker = null, Caller? reviewer = null) =>
        await platform.ApproveAsync(await platform.SubmitAsync(item, csv, maker), reviewer);

    public static async Task<IReadOnlyList<KeptRows.Row>> KeptAsync(this TestPlatform platform, Submission submission, string? state = null) =>
        (await platform.Get<KeptRows>().PageAsync(submission.Key, state, 0, Caller.TheProgram, default)).Value.Items;

    /// <summary>The problems of one kept row; the row must be the only one.</summary>
    public static async Task<IReadOnlyList<KeptProblem>> ProblemsAsync(this TestPlatform platform, Submission submission) =>
        Assert.Single(await platform.KeptAsync(submission)).Content.Problems;

    public static async Task<Submission> FindAsync(this TestPlatform platform, Submission submission) =>
        (await platform.Get<Submissions>().FindAsync(submission.Key, Caller.TheProgram, default)).Value;

    public static async Task<IReadOnlyList<PublicRecord>> PublicAsync(this TestPlatform platform, int subject) =>
        (await platform.Get<PublicSubjects>().FindAsync(PenaltyFile.Code(subject), default))?.Records ?? [];

    public static async Task<T> ScalarAsync<T>(this TestPlatform platform, string sql, object? parameters = null)
    {
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    /// <summary>The five counts, which must add up, and the problem groups, which must be those of what stays and what was remarked.</summary>
    public static (long Entered, long Corrected, long Unchanged, long Held, long Refused) Counts(this Submission s)
    {
        Assert.Equal(s.Rows, s.Entered + s.Corrected + s.Unchanged + s.Held + s.Refused);
        return (s.Entered, s.Corrected, s.Unchanged, s.Held, s.Refused);
    }

    public static byte[] Gb18030(string text) =>
        (CodePagesEncodingProvider.Instance.GetEncoding("GB18030") ?? throw new InvalidOperationException("GB 18030")).GetBytes(text);
}
