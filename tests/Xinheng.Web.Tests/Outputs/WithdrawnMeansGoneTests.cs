namespace Xinheng.Web.Tests.Outputs;

/// <summary>Withdrawn means gone at once, from every output there is: a new one that registers itself is one more case here.</summary>
public sealed class WithdrawnMeansGoneTests(Withdrawal withdrawal) : IClassFixture<Withdrawal>
{
    public static TheoryData<string> Outputs => [.. Withdrawal.Registered];

    [Theory, MemberData(nameof(Outputs))]
    public async Task What_is_withdrawn_is_gone_from_every_output(string output)
    {
        var sign = Withdrawal.SignIn(output);
        Assert.Contains(sign, withdrawal.Before[output]); // or the test would look for nothing

        // A kept copy goes when the news of the change arrives, which takes a moment; the promise is seconds.
        var answer = await withdrawal.AnswerAsync(output);
        for (var patience = 50; patience > 0 && answer.Contains(sign, StringComparison.Ordinal); patience--)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            answer = await withdrawal.AnswerAsync(output);
        }

        Assert.DoesNotContain(sign, answer);
        Assert.Equal(withdrawal.Before[output].Contains(Withdrawal.Staying), answer.Contains(Withdrawal.Staying));
    }

    [Fact]
    public void Pages_and_answers_for_machines_are_registered() =>
        // Should the route table stop being read, the theory above would have no case and hold.
        Assert.Superset(new HashSet<string> { "/records/{id}", "/subjects/{identifier}", "/disclosures/{act}", "/api/v1/records/{id}", "/badge/{identifier}.svg", "/badge/records/{id}.svg" }, Withdrawal.Registered.ToHashSet());
}
