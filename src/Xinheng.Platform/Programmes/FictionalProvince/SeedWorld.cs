using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.People;
using Xinheng.Platform.Programmes.FictionalProvince.Files;

namespace Xinheng.Platform.Programmes.FictionalProvince;

/// <summary>
/// Brings the fictional province to life through the same intake as everyone: its offices are registered, their files
/// received, checked, approved by another and entered. Never in a real place.
/// </summary>
public sealed class SeedWorld(
    JurisdictionProfile profile, CatalogueInForce catalogue, RegisterOrganisation organisations, ReceiveSubmission receive,
    ApproveSubmission approve, Submissions submissions, JobRunner jobs, SeedPromises promises, Database database, Clock clock)
{
    /// <summary>What came of it; counts as the submissions say them.</summary>
    public sealed record Seeded(int Offices, int Files, long Rows, long Entered, long Corrected, long Unchanged, long Held, long Refused, int Returned);

    public async Task<bool> IsEmptyAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return !await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition("select exists (select from subjects.subject)", cancellationToken: ct));
    }

    public async Task<Result<Seeded>> RunAsync(WorldSize size, IProgress<string>? progress, CancellationToken ct)
    {
        if (!profile.IsFictional)
        {
            return Refusal.Forbidden("programmes.seed-real", $"本平台的法域是{profile.Name}。虚构省份只能建立在虚构法域（990000）。");
        }

        if (!await IsEmptyAsync(ct))
        {
            return Refusal.Conflict("programmes.seed-not-empty", "库中已有主体，不再建立虚构省份。请换一个空的数据目录。");
        }

        var world = new World(size, clock.Today, (await catalogue.CurrentAsync(ct)).Pack);
        foreach (var office in World.Offices)
        {
            var registered = await organisations.RunAsync(new(office.Code, office.Name, office.Division), Caller.TheProgram, ct);
            if (registered.IsRefused)
            {
                return Result<Seeded>.Refuse(registered.Refusals);
            }
        }

        var sum = new Seeded(World.Offices.Length, 0, 0, 0, 0, 0, 0, 0, 0);
        foreach (var file in world.Files())
        {
            sum = Add(sum, await HandInAsync(file, ct));
            progress?.Report($"{file.FileName}：累计 {sum.Rows:N0} 行，入库 {sum.Entered:N0}");
        }

        return (await promises.RunAsync(ct)).Map(_ => sum);
    }

    private async Task<Submission> HandInAsync(DepartmentFile file, CancellationToken ct)
    {
        var maker = Of("fictional-maker", file, Role.Maker);
        await using var content = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        file.WriteTo(content);
        content.Position = 0;
        var received = (await receive.RunAsync(new(file.Item, file.Provider.Code, file.Format, content), maker, ct)).Value;
        var submission = await SettledAsync(received.Id, ct);
        if (submission.Where == SubmissionState.Checked && submission.Entered + submission.Corrected > 0)
        {
            _ = (await approve.RunAsync(new(received.Id, null), Of("fictional-reviewer", file, Role.Reviewer), ct)).Value;
            submission = await SettledAsync(received.Id, ct);
        }

        return submission;
    }

    // A serving program may have taken the job; then it is waited for.
    private async Task<Submission> SettledAsync(SubmissionId id, CancellationToken ct)
    {
        while (true)
        {
            await jobs.DrainAsync(ct);
            var submission = (await submissions.FindAsync(id, Caller.TheProgram, ct)).Value;
            if (submission.Where is SubmissionState.Checked or SubmissionState.Entered or SubmissionState.Returned)
            {
                return submission;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
        }
    }

    private static Caller Of(string name, DepartmentFile file, Role role) =>
        new(new Actor(ActorKind.Program, null, name, file.Provider.Code), new HashSet<Role> { role });

    private static Seeded Add(Seeded sum, Submission submission) => new(
        sum.Offices, sum.Files + 1, sum.Rows + submission.Rows, sum.Entered + submission.Entered, sum.Corrected + submission.Corrected,
        sum.Unchanged + submission.Unchanged, sum.Held + submission.Held, sum.Refused + submission.Refused,
        sum.Returned + (submission.Where == SubmissionState.Returned ? 1 : 0));
}
