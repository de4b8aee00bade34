using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Disclosure.Persons;

/// <summary>
/// 授权: a subject lets one organisation read, for a purpose, within a time, so many times. Who signed in gives it
/// alone; at a counter both show a document, the subject and the organisation's agent. Basis: 征信业管理条例 18; 深圳经济特区社会信用条例 44; 上海市社会信用条例 17 (V).
/// </summary>
public sealed class GiveAuthorisation(
    Journal.Journal journal, SubjectOfNumber subjects, Jurisdiction jurisdiction, CatalogueInForce catalogue, OneTimeCodes codes, Clock clock)
{
    private const int MostReads = 1_000;

    /// <param name="Subject">Who showed a document at a counter; null: the caller, of the own file.</param>
    /// <param name="Items">Codes of the catalogue; none: all that is open to authorised queries.</param>
    /// <param name="Paper">Number of the signed paper in the archive.</param>
    /// <param name="Agent">Document of the organisation's agent.</param>
    public sealed record Command(
        GivenNumber? Subject, string Organisation, string Purpose, IReadOnlyList<string> Items, DateOnly From, DateOnly Until, int Reads,
        string? Paper, GivenNumber? Agent);

    /// <param name="Code">Shown this once: the organisation types it to read.</param>
    public sealed record Given(Guid Id, string Code, DateTimeOffset CodeEnds);

    public async Task<Result<Given>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (!ActingFor.May(caller, command.Subject))
        {
            return Refusal.Forbidden("persons.not-counter", "查询授权由本人给出，或由窗口工作人员凭双方证件登记。");
        }

        var problems = await ProblemsAsync(command, command.Subject is not null, ct);
        if (problems.Count > 0)
        {
            return Result<Given>.Refuse(problems);
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.GiveAuthorisation, ct);
        if (!await work.FindAsync<bool>("select exists (select from people.organisation where code = @Organisation)", command, ct))
        {
            return Refusal.Invalid("persons.organisation-not-registered", "被授权的单位还没有在平台登记，请先登记单位。", "organisation");
        }

        var found = await ActingFor.SubjectAsync(subjects, work, command.Subject, caller, ct);
        if (!found.TryGet(out var subject))
        {
            return Result<Given>.Refuse(found.Refusals);
        }

        Guid? agent = null;
        if (command.Agent is { } document)
        {
            var token = await subjects.TokenAsync(work, document, ct);
            if (!token.TryGet(out var shown))
            {
                return Result<Given>.Refuse(token.Refusals);
            }

            agent = shown.Value;
        }

        var id = clock.NewId();
        await work.ExecuteAsync("""
            insert into disclosure.authorisation (id, subject_id, organisation, purpose, items, valid_from, valid_until, reads, paper, agent, entry)
            values (@id, @subject, @Organisation, @Purpose, @items, @From, @Until, @Reads, @Paper, @agent, @entry)
            """, new
        {
            id, subject = subject.Value, command.Organisation, command.Purpose, items = command.Items.ToArray(), command.From, command.Until,
            command.Reads, command.Paper, agent, entry = work.Entry.Value,
        }, ct);
        work.Tell(new
        {
            authorisation = id, subject = subject.Value, organisation = command.Organisation, purpose = command.Purpose, items = command.Items,
            from = command.From, until = command.Until, reads = command.Reads,
        });
        var code = await codes.IssueAsync(work, id, ct);
        await work.CommitAsync(ct);
        return new Given(id, code.Text, code.Ends);
    }

    /// <summary>All that stands against it, before anything is done; <paramref name="atCounter"/> also while a document is not yet readable.</summary>
    public async Task<List<Refusal>> ProblemsAsync(Command command, bool atCounter, CancellationToken ct)
    {
        List<Refusal> problems = [];
        var (law, profile, today) = (jurisdiction.Law, jurisdiction.Profile, clock.Today);
        if (law.Purposes.Find(command.Purpose, profile, today) is not { Kind: PurposeKind.Authorised })
        {
            var may = law.Purposes.InForce(profile, today).Where(p => p.Kind == PurposeKind.Authorised).Select(p => $"{p.Code} {p.Name}");
            problems.Add(Refusal.Invalid("persons.purpose-not-authorisable", $"授权须约定用途，可选：{string.Join("、", may)}。", "purpose"));
        }

        if (command.From < today || command.Until < command.From)
        {
            problems.Add(Refusal.Invalid("persons.authorisation-period", "授权期限应从今天或以后开始，止日不早于起日。", "until"));
        }
        else if (law.Rules.Find("AUTHORISATION_MAX", profile, today).TryGet(out var most) && command.Until > most.Period.After(command.From))
        {
            problems.Add(Refusal.Invalid("persons.authorisation-too-long",
                $"一次授权最长{most.Period}，最晚到{most.Period.After(command.From):yyyy-MM-dd}；到期可以再授权。", "until"));
        }

        if (command.Reads is < 1 or > MostReads)
        {
            problems.Add(Refusal.Invalid("persons.authorisation-reads", $"查询次数应为 1 至 {MostReads}。", "reads"));
        }

        if (atCounter && (string.IsNullOrWhiteSpace(command.Paper) || command.Agent is not { IsPersons: true }))
        {
            problems.Add(Refusal.Invalid("persons.authorisation-paper",
                "窗口登记授权，须写明授权书档案编号，并核验双方证件：当事人的，和被授权单位经办人的（征信业管理条例第18条、深圳经济特区社会信用条例第44条）。", "paper"));
        }

        var inForce = await catalogue.CurrentAsync(ct);
        problems.AddRange(command.Items.Where(item => inForce.Find(item).IsRefused)
            .Select(item => Refusal.Invalid("persons.authorisation-item", $"现行目录中没有信息项“{item}”。", "items")));
        return problems;
    }
}
