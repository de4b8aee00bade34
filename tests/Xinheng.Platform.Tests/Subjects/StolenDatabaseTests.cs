using System.Security.Cryptography;
using System.Text;
using Dapper;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Tests.Collection;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Subjects;

/// <summary>Whoever has the database and not the keys reads no number, and cannot tell whether a number he guesses is in it.</summary>
public sealed class StolenDatabaseTests(Intake intake) : IClassFixture<Intake>
{
    private readonly TestPlatform platform = intake.Platform;

    [Fact]
    public async Task With_the_dump_and_no_keys_no_number_can_be_read_or_tested_by_guessing()
    {
        var persons = Enumerable.Range(0, 5).Select(_ => intake.Next()).ToArray();
        var table = new TableFile();
        foreach (var person in persons)
        {
            table.Add(TableFile.PersonPenalty(person, person));
        }

        Assert.Equal((5, 0, 0, 0, 0), (await platform.EnterAsync("CF_NP", table.Csv())).Counts());
        await platform.EnterAsync("CF_LP", new TableFile().Add(PenaltyFile.Row(1, 1), row =>
            (row["CF_FR_ZJLX"], row["CF_FR_ZJHM"]) = ("身份证", TableFile.PersonNumber(persons[0]))).Csv());

        var dump = await WholeDump.TakeAsync(platform.Database);

        Assert.Contains(dump, t => t.Table == "subjects.person_number" && t.Text.Contains("resident-id", StringComparison.Ordinal));
        Assert.Empty(persons.SelectMany(p => Found(dump, TableFile.PersonNumber(p))));
    }

    [Fact]
    public async Task A_number_kept_in_any_of_these_ways_would_be_found()
    {
        var number = TableFile.PersonNumber(intake.Next());
        foreach (var form in Forms(number).DistinctBy(f => f.Name))
        {
            Assert.Contains($"a table: {form.Name}", Found([("a table", $"(1,{form.Text},2)")], number));
        }

        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        await connection.ExecuteAsync("create table public.careless (digest bytea); insert into public.careless values (@digest)",
            new { digest = SHA256.HashData(Encoding.UTF8.GetBytes(number)) });
        Assert.NotEmpty(Found(await WholeDump.TakeAsync(platform.Database), number));
        await connection.ExecuteAsync("drop table public.careless");
    }

    [Fact]
    public async Task With_the_keys_the_same_number_is_found_by_guessing_so_the_keys_are_what_protects_it()
    {
        var n = intake.Next();
        await platform.EnterAsync("CF_NP", new TableFile().Add(TableFile.PersonPenalty(n, n)).Csv());
        var key = platform.Get<KeyRing>().Current(KeyPurpose.Lookup);

        var guess = Convert.ToHexStringLower(HMACSHA256.HashData(key.Bytes, Encoding.UTF8.GetBytes($"resident-id|{TableFile.PersonNumber(n)}")));

        Assert.Contains(await WholeDump.TakeAsync(platform.Database), t => t.Text.Contains(guess, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Found(IReadOnlyList<(string Table, string Text)> dump, string number) =>
        from form in Forms(number)
        from table in dump
        where table.Text.Contains(form.Text, StringComparison.OrdinalIgnoreCase)
        select $"{table.Table}: {form.Name}";

    // Everything that can be worked out from a guessed number without a key, in every spelling of bytes. Digests are looked for by
    // their first ten bytes: they are kept cut off in places.
    private static IEnumerable<(string Name, string Text)> Forms(string number)
    {
        var former = number[..6] + number[8..17];
        foreach (var (name, text) in new[]
        {
            ("number", number), ("former", former),
            ("blanks", $"{number[..6]} {number[6..14]} {number[14..]}"), ("hyphens", $"{number[..6]}-{number[6..14]}-{number[14..]}"),
            ("with scheme", $"resident-id|{number}"), ("with old scheme", $"resident-id:{number}"), ("with type", $"01|{number}"), ("former with scheme", $"resident-id|{former}"),
        })
        {
            yield return (name, text);
            foreach (var (coded, bytes) in new[] { ("UTF-8", Encoding.UTF8.GetBytes(text)), ("UTF-16", Encoding.Unicode.GetBytes(text)), ("UTF-16BE", Encoding.BigEndianUnicode.GetBytes(text)) })
            {
                yield return ($"{name} {coded} hex", Convert.ToHexStringLower(bytes));
                yield return ($"{name} {coded} base64", Convert.ToBase64String(bytes).TrimEnd('='));
                foreach (var (how, digest) in Digests(bytes))
                {
                    yield return ($"{how} of {name} {coded} hex", Convert.ToHexStringLower(digest.AsSpan(0, 10)));
                    yield return ($"{how} of {name} {coded} base64", Convert.ToBase64String(digest.AsSpan(0, 9)));
                }
            }
        }
    }

    private static IEnumerable<(string How, byte[] Digest)> Digests(byte[] bytes)
    {
        yield return ("SHA-256", SHA256.HashData(bytes));
        yield return ("SHA-512", SHA512.HashData(bytes));
        yield return ("SHA-256 twice", SHA256.HashData(SHA256.HashData(bytes)));
#pragma warning disable CA5350, CA5351 // weak digests are what a careless program would have used: they are looked for, not relied on
        yield return ("SHA-1", SHA1.HashData(bytes));
        yield return ("MD5", MD5.HashData(bytes));
#pragma warning restore CA5350, CA5351
        yield return ("HMAC without key", HMACSHA256.HashData(Array.Empty<byte>(), bytes));
        yield return ("HMAC with itself", HMACSHA256.HashData(bytes, bytes));
    }
}
