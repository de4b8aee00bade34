using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Journal;

/// <summary>A new version of a key is in use from now on. What the old one made is for its own room to carry over.</summary>
public sealed record KeyRotated(KeyPurpose Purpose, int Version);

/// <summary>What would be lost with a version of a key; registered by the room that keeps it. Only a version nothing hangs on is destroyed.</summary>
/// <param name="Purpose">Of the key.</param>
/// <param name="What">In people's words.</param>
/// <param name="CountAsync">How many hang on that version; nothing more does until the act it is asked in has ended.</param>
public sealed record KeyUse(KeyPurpose Purpose, string What, Func<Work, int, CancellationToken, Task<long>> CountAsync);
