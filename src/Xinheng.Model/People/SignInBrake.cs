namespace Xinheng.Model.People;

/// <summary>How many attempts are free, and how long the waits after them grow.</summary>
/// <param name="Free">Attempts before the first wait.</param>
/// <param name="First">The first wait; each further attempt doubles it.</param>
/// <param name="Longest">No wait is longer, so that nobody can lock an account for good by failing in its name.</param>
/// <param name="Forgiven">After so much time one attempt is no longer counted.</param>
public sealed record BrakeRule(int Free, TimeSpan First, TimeSpan Longest, TimeSpan Forgiven)
{
    /// <summary>More are not counted: what happened long ago is forgiven within a known time.</summary>
    public int Most => Free + 10;

    /// <summary>When nothing is left to be counted.</summary>
    public TimeSpan Memory => Forgiven * (Most + 1);

    /// <summary>For one account's name, whether or not there is such an account.</summary>
    public static BrakeRule OfName { get; } = new(5, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15), TimeSpan.FromHours(2));

    /// <summary>For one address: the many people of an office behind it mistype now and then, all day.</summary>
    public static BrakeRule OfAddress { get; } = new(20, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(3));
}

/// <summary>
/// What stands against guessing passwords for one name or from one address. An attempt counts as failed until it has
/// succeeded, so that a hundred at the same moment count as a hundred.
/// </summary>
/// <param name="Since">From when on the next forgiveness counts.</param>
public sealed record SignInBrake(int Attempts, DateTimeOffset Since, DateTimeOffset? ClosedUntil)
{
    public static SignInBrake Open(DateTimeOffset now) => new(0, now, null);

    /// <summary>How long until anything may be tried again; zero when it may be now.</summary>
    public TimeSpan Wait(DateTimeOffset now) => ClosedUntil > now ? ClosedUntil.Value - now : TimeSpan.Zero;

    /// <summary>One more attempt, made when nothing had to be waited for.</summary>
    public SignInBrake Attempt(BrakeRule rule, DateTimeOffset now)
    {
        var forgiven = (int)Math.Clamp((now - Since).Ticks / rule.Forgiven.Ticks, 0, Attempts);
        var attempts = Math.Min(Attempts - forgiven + 1, rule.Most);
        return new SignInBrake(
            attempts, forgiven == Attempts ? now : Since + (rule.Forgiven * forgiven),
            attempts < rule.Free ? null : now + WaitAfter(rule, attempts - rule.Free));
    }

    /// <summary>The attempt succeeded: it is taken back, others' failures stay.</summary>
    public SignInBrake Succeeded() => this with { Attempts = Math.Max(0, Attempts - 1), ClosedUntil = null };

    private static TimeSpan WaitAfter(BrakeRule rule, int beyond)
    {
        var wait = rule.First * Math.Pow(2, beyond);
        return wait < rule.Longest ? wait : rule.Longest;
    }
}
