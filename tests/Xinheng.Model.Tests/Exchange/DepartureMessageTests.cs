using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.Exchange;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Tests.Exchange;

public sealed class DepartureMessageTests
{
    private static readonly DateTimeOffset At = new(2026, 6, 15, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_message_says_ids_and_that_they_are_not_current_and_nothing_else()
    {
        var (tombstone, record) = (Guid.NewGuid(), Guid.NewGuid());

        Assert.Equal(
            $$$"""{"type":"records.gone","timestamp":"2026-06-15T02:00:00.000Z","data":{"tombstones":[{"id":"{{{tombstone}}}","record":"{{{record}}}","current":false}]}}""",
            Encoding.UTF8.GetString(DepartureMessage.Write(At, [new(new TombstoneId(tombstone), new RecordId(record))])));
    }

    [Fact]
    public void What_is_confirmed_is_read_back_each_id_once() =>
        Prop.ForAll(ArbMap.Default.ArbFor<Guid[]>(), ids =>
            DepartureMessage.ReadAnswer(JsonSerializer.SerializeToUtf8Bytes(new { acknowledged = ids.Concat(ids), more = 1 }))
                .SequenceEqual(ids.Distinct().Select(id => new TombstoneId(id)))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("OK")]
    [InlineData("{\"ok\":true}")]
    [InlineData("[\"019a0000-0000-7000-8000-000000000001\"]")]
    [InlineData("{\"acknowledged\":\"019a0000-0000-7000-8000-000000000001\"}")]
    [InlineData("{\"acknowledged\":[1,null,{},\"all\"]}")]
    [InlineData("{\"acknowledged\":[\"019a0000-0000-7000-8000-00000000000")]
    public void Two_hundred_without_ids_confirms_nothing(string body) => Assert.Empty(DepartureMessage.ReadAnswer(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Waits_grow_keep_within_a_fifth_and_never_end()
    {
        int[] seconds = [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000, 36_000];
        var many = Enumerable.Range(0, 200).Select(_ => Guid.NewGuid()).ToList();

        Assert.All(seconds.Index(), expected => Assert.All(many, message =>
            Assert.InRange(RetrySchedule.After(expected.Index + 1, message).TotalSeconds, expected.Item * 0.8, expected.Item * 1.2)));
        Assert.InRange(RetrySchedule.After(1_000_000, many[0]).TotalHours, 8, 12);
        Assert.Equal(RetrySchedule.After(3, many[0]), RetrySchedule.After(3, many[0]));
        Assert.True(many.Select(message => RetrySchedule.After(4, message)).Distinct().Count() > 190);
    }

    [Theory]
    [InlineData("https://example.org/hook", true)]
    [InlineData("https://example.org:8443/hook?for=us", true)]
    [InlineData("http://example.org/hook", false)]
    [InlineData("http://127.0.0.1/hook", false)]
    [InlineData("https://user:secret@example.org/hook", false)]
    [InlineData("https://example.org/hook#part", false)]
    [InlineData("ftp://example.org/hook", false)]
    [InlineData("/hook", false)]
    [InlineData("https://exa\nmple.org/", false)]
    public void An_address_is_https_without_password_or_fragment(string text, bool accepted)
    {
        Assert.Equal(accepted, !SubscriberAddress.Webhook(text, fictional: false).IsRefused);
        Assert.Equal(accepted || text == "http://127.0.0.1/hook", !SubscriberAddress.Webhook(text, fictional: true).IsRefused);
    }

    [Theory]
    [InlineData("https://example.org/records/{record}", true)]
    [InlineData("https://example.org/?id={record}&x=1", true)]
    [InlineData("https://example.org/records/", false)]
    [InlineData("https://{record}.example.org/", false)]
    [InlineData("https://example.org/{record}/{record}", false)]
    [InlineData("http://example.org/{record}", false)]
    public void A_page_to_look_at_has_the_records_place_once_behind_the_host(string text, bool accepted)
    {
        var read = SubscriberAddress.Probe(text, fictional: false);
        Assert.Equal(accepted, !read.IsRefused);
        if (accepted)
        {
            var record = new RecordId(Guid.NewGuid());
            Assert.Contains(record.ToString(), SubscriberAddress.ProbeOf(read.Value, record).ToString(), StringComparison.Ordinal);
        }
    }
}
