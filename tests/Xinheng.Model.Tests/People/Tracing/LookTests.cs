using System.Buffers;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People.Tracing;

namespace Xinheng.Model.Tests.People.Tracing;

public sealed class LookTests
{
    private static readonly Look Ordinary = new(LookKind.Read, new SubjectId(Guid.Empty), ["CF_NP"], "办理许可", "7号", null, LookResult.Answered, 1);

    [Theory]
    [InlineData("查 110000199001010015 的处罚", "查 *** 的处罚")]
    [InlineData("11000019900101001x", "***")]
    [InlineData("致电13812345678", "致电***")]
    [InlineData("云市监受〔2026〕00019900101号", "云市监受〔2026〕00019900101号")]
    [InlineData("事项 99010020260615000123", "事项 99010020260615000123")]
    public void A_persons_number_typed_as_a_reason_does_not_enter_the_trace(string typed, string kept)
    {
        var look = Ordinary with { Purpose = typed, Matter = typed };

        Assert.Equal((kept, kept), (look.Purpose, look.Matter));
    }

    [Fact]
    public void A_blank_matter_number_is_none() =>
        Assert.Null(new Look(LookKind.Read, null, [], "x", " ", null, LookResult.Denied, 0).Matter);

    [Fact]
    public void A_matter_number_is_due_unless_the_subject_authorised_it()
    {
        Assert.True(Ordinary.IsMatterDue);
        Assert.False(new Look(LookKind.Read, null, [], "x", null, Guid.Empty, LookResult.Answered, 0).IsMatterDue);
    }

    [Fact]
    public void Each_part_of_a_line_changes_its_commitment()
    {
        var line = new TracedLook(
            new LookId(Guid.Empty), DateTimeOffset.UnixEpoch, new Looker(ActorKind.Staff, new AccountId(Guid.Empty), null, "A", "990100"), Ordinary);
        TracedLook[] changed =
        [
            line,
            line with { Id = new LookId(Guid.AllBitsSet) },
            line with { At = line.At.AddMicroseconds(1) },
            line with { By = line.By with { Account = null } },
            line with { By = line.By with { Machine = "m" } },
            line with { By = line.By with { Organisation = null } },
            line with { By = line.By with { Region = "990200" } },
            line with { By = line.By with { Door = ActorKind.Machine } },
            line with { By = line.By with { HadLapsed = true } },
            .. new[]
            {
                Ordinary with { Kind = LookKind.Reveal }, Ordinary with { Subject = null }, Ordinary with { SubjectRegion = "990100" },
                Ordinary with { Items = ["CF_NP", "XK_NP"] }, Ordinary with { Purpose = "好奇" }, Ordinary with { Matter = null },
                Ordinary with { IsMatterDue = false }, Ordinary with { Authorisation = Guid.Empty },
                Ordinary with { Result = LookResult.Denied }, Ordinary with { Rows = 2 },
            }.Select(look => line with { Look = look }),
        ];
        var buffer = new ArrayBufferWriter<byte>();

        var digests = changed.Select(l => l.Commit(new byte[TracedLook.SaltLength], buffer)).ToList();

        Assert.Equal(changed.Length, digests.Distinct().Count());
        Assert.NotEqual(digests[0], line.Commit([1, .. new byte[15]], buffer));
    }
}
