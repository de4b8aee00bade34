using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.Journal;
using Xinheng.Model.Publication;

namespace Xinheng.Model.Tests.Publication;

/// <summary>Numbers, addresses and codes are found in whatever somebody pastes, and nothing else is.</summary>
public sealed class CopiesInTextTests
{
    private const string Firm = "11990000XY0002026P";

    private static readonly string Code = new CheckCode(CodedThing.Record, CheckCode.PlaceOf(Guid.CreateVersion7()), new DateOnly(2026, 6, 15), 77).Write("key"u8);

    [Fact]
    public void Every_number_is_found_once_wherever_it_stands() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<Guid>().Generator.Where(id => id != Guid.Empty).ArrayOf().Where(ids => ids.Length > 0).Zip(
                Gen.Elements("\n", " ", "，", "\r\n- ", " https://credit.example/records/", "\"id\":\"", "）编号：", "\t")).ToArbitrary(),
            given => CopiesInText.Find(string.Concat(given.Item1.Select(id => $"{given.Item2}{id:D}\"{given.Item2}{id.ToString("D").ToUpperInvariant()}\" ")))
                .Found.Select(copy => copy.Record!.Value).SequenceEqual(given.Item1.Distinct())).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_without_any_finds_none() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
            CopiesInText.Find((text ?? "").Replace('-', '_')) is { Found.Count: 0, Mistyped.Count: 0 }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_code_is_found_as_printed_typed_small_or_in_an_address()
    {
        foreach (var written in new[] { Code, Code.ToLowerInvariant(), Code.Replace("-", " ", StringComparison.Ordinal), Code.Replace("-", "", StringComparison.Ordinal),
            $"https://credit.example/verify?code={Code}", $"核验码 {Code}打印件或截图" })
        {
            Assert.Equal(Code, Assert.Single(CopiesInText.Find(written).Found).Code);
        }
    }

    [Fact]
    public void A_slip_in_a_code_is_said_and_not_looked_up()
    {
        var slipped = Code[..7] + (Code[7] == 'A' ? 'B' : 'A') + Code[8..];

        Assert.Equal([slipped], CopiesInText.Find(slipped).Mistyped);
        Assert.Empty(CopiesInText.Find(slipped).Found);
    }

    [Fact]
    public void The_entry_of_the_log_on_a_records_page_is_no_record()
    {
        var (record, entry) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var page in new[] { $"日志条目\n{entry}\n本记录的固定地址：/records/{record}", $"{{\"id\":\"{record}\",\"evidence\":{{\"entry\":\"{entry}\"}}}}" })
        {
            Assert.Equal(record, Assert.Single(CopiesInText.Find(page).Found).Record);
        }
    }

    [Fact]
    public void The_address_of_a_subjects_page_is_found_and_a_persons_number_in_one_is_not_repeated()
    {
        Assert.Equal($"/subjects/{Firm}", Assert.Single(CopiesInText.Find($"见 http://x/subjects/{Firm}。").Found).Asked);
        Assert.Equal(Firm, Assert.Single(CopiesInText.Find($"/badge/{Firm}.svg").Found).Subject);
        Assert.Empty(CopiesInText.Find($"/subjects/990100199001010012").Found);
    }

    [Fact]
    public void What_was_signed_reads_back_and_a_changed_answer_does_not_hold()
    {
        using var key = SignatureSuite.Es256.CreateKey();
        var said = new CopiesStatement
        {
            Origin = "示例", At = DateTimeOffset.UnixEpoch, Copies = [new(Guid.CreateVersion7().ToString(), true), new(Code, false)],
        }.Sign(key);
        var file = said.ToCanonicalJson();

        Assert.Equal(1, SignedCopies.Parse(file).Value.Verify(key.Public).Value.CurrentCount);
        var changed = said with { Statement = said.Statement with { Copies = [.. said.Statement.Copies.Select(copy => copy with { IsCurrent = true })] } };
        Assert.Equal("copies.signature-wrong", Assert.Single(SignedCopies.Parse(changed.ToCanonicalJson()).Value.Verify(key.Public).Refusals).Code);
    }
}
