using System.Security.Cryptography;
using System.Text;
using Xinheng.Model.Subjects;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Subjects.Persons;

namespace Xinheng.Platform.Collection.Passes;

/// <summary>
/// The persons' numbers that a chunk of rows names, looked up together. One that is not on file gets a token made for this
/// walk: the same in every row, and nothing that anybody could make again afterwards.
/// </summary>
internal sealed class NumbersOfChunk(PersonNumbers numbers, Database database, bool seals)
{
    private readonly byte[] fresh = RandomNumberGenerator.GetBytes(32);
    private readonly Dictionary<(string Scheme, string Number), NumberOnFile?> known = [];
    private readonly HashSet<(string Scheme, string Number)> asked = [];
    private readonly HashSet<int> asking = [];
    private readonly Dictionary<NumberToken, (string Scheme, string Number)> strangers = [];
    private int row;

    /// <summary>Whether what is not on file is to be put there: the rows enter.</summary>
    public bool Seals => seals;

    /// <summary>What is asked from now on is asked for this row.</summary>
    public void Begin(int number)
    {
        row = number;
        strangers.Clear();
    }

    public NumberToken TokenOf(string scheme, string number)
    {
        if (!known.TryGetValue((scheme, number), out var found))
        {
            asked.Add((scheme, number));
            asking.Add(row);
            return default;
        }

        if (found is not null)
        {
            return found.Token;
        }

        var token = new NumberToken(new Guid(HMACSHA256.HashData(fresh, Encoding.UTF8.GetBytes($"{scheme}|{number}")).AsSpan(0, 16)));
        strangers[token] = (scheme, number);
        return token;
    }

    /// <summary>Those of the row's numbers that are not on file, as they would be kept.</summary>
    public IReadOnlyList<SealedNumber> Strangers() =>
        !seals || strangers.Count == 0 ? [] : [.. strangers.Select(s => numbers.Seal(s.Key, s.Value.Scheme, s.Value.Number))];

    /// <summary>Looks up what was asked; returns the rows that asked.</summary>
    public async Task<IReadOnlySet<int>> ResolveAsync(CancellationToken ct)
    {
        if (asked.Count > 0)
        {
            await using var connection = await database.Owner.OpenConnectionAsync(ct);
            var found = await numbers.FindAsync(connection, asked, ct);
            foreach (var number in asked)
            {
                known[number] = found.GetValueOrDefault(number);
            }
        }

        return asking;
    }

    /// <summary>The chunk has ended; the next one asks for itself.</summary>
    public void Forget()
    {
        known.Clear();
        asked.Clear();
        asking.Clear();
    }
}
