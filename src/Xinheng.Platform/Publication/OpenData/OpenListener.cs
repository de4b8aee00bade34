using Npgsql;

namespace Xinheng.Platform.Publication.OpenData;

/// <summary>What is new in the open data: records that were on show and are no more, and records that were not and are.</summary>
public sealed record OpenNews(DateTimeOffset At, IReadOnlyList<Guid> Gone, IReadOnlyList<Guid> Shown);

/// <summary>
/// A later room hears of it in the transaction in which it is told, and answers which mark of its own each record that left
/// bears. Set-sized work only.
/// </summary>
public sealed record OpenListener(Func<NpgsqlConnection, OpenNews, CancellationToken, Task<IReadOnlyDictionary<Guid, Guid>>> HearAsync);
