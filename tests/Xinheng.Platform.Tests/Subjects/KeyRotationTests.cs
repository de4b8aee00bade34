using System.Security.Cryptography;
using Dapper;
using Xinheng.Model.People;
using Xinheng.Model.Subjects;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Subjects.Persons;
using Xinheng.Platform.Tests.Collection;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Subjects;

/// <summary>Keys of persons' numbers change while the platform works: nobody is lost, nobody is made twice.</summary>
public sealed class KeyRotationTests(Intake intake) : IClassFixture<Intake>
{
    private readonly TestPlatform platform = intake.Platform;

    [Fact]
    public async Task After_both_keys_were_rotated_the_same_row_is_unchanged_and_the_same_person_is_found()
    {
        var (n, m) = (intake.Next(), intake.Next());
        await platform.EnterAsync("CF_NP", new TableFile().Add(TableFile.PersonPenalty(n, n)).Csv());
        var before = await PersonsAsync();

        await RotateAsync(KeyPurpose.Lookup);
        await RotateAsync(KeyPurpose.Persons);
        await platform.DrainAsync();
        var same = await platform.SubmitAsync("CF_NP", new TableFile().Add(TableFile.PersonPenalty(n, n), row => row["BZ"] = "").Csv());
        var further = await platform.EnterAsync("CF_NP", new TableFile().Add(TableFile.PersonPenalty(n, m)).Csv());

        Assert.Equal((0, 0, 1, 0, 0), same.Counts());
        Assert.Equal((1, 0, 0, 0, 0), further.Counts());
        Assert.Equal(before, await PersonsAsync());
    }

    [Fact]
    public async Task Before_the_job_has_run_a_number_is_found_under_the_key_of_old()
    {
        var n = intake.Next();
        await platform.EnterAsync("CF_NP", new TableFile().Add(TableFile.PersonPenalty(n, n)).Csv());

        await RotateAsync(KeyPurpose.Lookup);

        var found = await FindAsync(TableFile.PersonNumber(n));
        Assert.NotNull(found.Subject);
        await platform.DrainAsync();
        Assert.Equal(found, await FindAsync(TableFile.PersonNumber(n)));
    }

    [Fact]
    public async Task While_keys_are_rotated_rows_keep_coming_in_and_no_person_is_made_twice()
    {
        const int people = 30, files = 6;
        var before = await PersonsAsync();
        var numbers = Enumerable.Range(0, people).Select(_ => intake.Next()).ToArray();

        for (var file = 0; file < files; file++)
        {
            // Some people were in an earlier file, some come for the first time; each file has a document of its own for each.
            var table = new TableFile();
            foreach (var number in numbers.Skip(file * 2).Take(people / 2))
            {
                table.Add(TableFile.PersonPenalty(number, intake.Next()));
            }

            var rotating = Task.Run(async () =>
            {
                foreach (var purpose in new[] { KeyPurpose.Lookup, KeyPurpose.Persons })
                {
                    await RotateAsync(purpose);
                    await platform.Get<RekeyNumbers>().RunAsync(default);
                }
            });
            Assert.Equal((people / 2, 0, 0, 0, 0), (await platform.EnterAsync("CF_NP", table.Csv())).Counts());
            await rotating;
        }

        await platform.DrainAsync();

        var named = numbers.Take((people / 2) + ((files - 1) * 2)).ToArray();
        Assert.Equal(before + named.Length, await PersonsAsync());
        foreach (var number in named)
        {
            Assert.NotNull((await FindAsync(TableFile.PersonNumber(number))).Subject);
        }
    }

    [Fact]
    public async Task A_version_that_numbers_hang_on_is_not_destroyed_until_the_job_has_carried_them_over()
    {
        var n = intake.Next();
        await platform.EnterAsync("CF_NP", new TableFile().Add(TableFile.PersonPenalty(n, n)).Csv());
        foreach (var purpose in new[] { KeyPurpose.Lookup, KeyPurpose.Persons })
        {
            await platform.DrainAsync();
            var old = platform.Get<KeyRing>().Current(purpose).Version;
            await RotateAsync(purpose);
            var hanging = Assert.Single(await ProgressAsync(), h => h.Purpose == purpose.ToString() && h.Version == old);

            var early = Assert.Single((await DestroyAsync(purpose, old)).Refusals);
            Assert.Equal("foundation.keys.still-needed", early.Code);
            Assert.Contains($" {hanging.Numbers} ", early.Message, StringComparison.Ordinal);

            await platform.DrainAsync();
            Assert.DoesNotContain(await ProgressAsync(), h => h.Purpose == purpose.ToString() && h.Version == old);
            Assert.False((await DestroyAsync(purpose, old)).IsRefused);
            Assert.DoesNotContain(old, platform.Get<KeyRing>().Versions(purpose));
        }

        Assert.Equal(TableFile.PersonNumber(n), await ReadAsync((await FindAsync(TableFile.PersonNumber(n))).Token));
    }

    [Fact]
    public async Task Somebody_who_was_only_mentioned_is_known_by_the_same_token_when_a_record_is_about_him()
    {
        var (n, m) = (intake.Next(), intake.Next());
        await platform.EnterAsync("CF_LP", new TableFile().Add(PenaltyFile.Row(n, n), row =>
            (row["CF_FR_ZJLX"], row["CF_FR_ZJHM"]) = ("身份证", TableFile.PersonNumber(m))).Csv());
        var mentioned = await FindAsync(TableFile.PersonNumber(m));

        await platform.EnterAsync("CF_NP", new TableFile().Add(TableFile.PersonPenalty(m, m)).Csv());

        Assert.Null(mentioned.Subject);
        var known = await FindAsync(TableFile.PersonNumber(m));
        Assert.Equal(mentioned.Token, known.Token);
        Assert.NotNull(known.Subject);
        Assert.Equal(2, await platform.ScalarAsync<long>(
            "select count(*) from records.revision where closed::text like '%' || @token || '%'", new { token = known.Token.ToString() }));
    }

    [Fact]
    public async Task A_sealed_number_moved_into_another_row_does_not_open()
    {
        var (n, m) = (intake.Next(), intake.Next());
        await platform.EnterAsync("CF_NP", new TableFile().Add(TableFile.PersonPenalty(n, n)).Add(TableFile.PersonPenalty(m, m)).Csv());
        var (one, other) = (await FindAsync(TableFile.PersonNumber(n)), await FindAsync(TableFile.PersonNumber(m)));
        await using (var connection = await platform.Database.Owner.OpenConnectionAsync())
        {
            await connection.ExecuteAsync("""
                update subjects.person_number set content = (select content from subjects.person_number where id = @other) where id = @one
                """, new { one = one.Token.Value, other = other.Token.Value });
        }

        await Assert.ThrowsAnyAsync<CryptographicException>(() => ReadAsync(one.Token));
        Assert.Equal(TableFile.PersonNumber(m), await ReadAsync(other.Token));
        await using var again = await platform.Database.Owner.OpenConnectionAsync();
        await again.ExecuteAsync("delete from subjects.person_number where id = @one", new { one = one.Token.Value });
    }

    [Fact]
    public async Task A_birth_date_is_kept_like_a_number_and_equal_ones_do_not_look_equal()
    {
        var (n, m) = (intake.Next(), intake.Next());
        await platform.EnterAsync("NP_BASE", new TableFile().Add(Basic(n)).Add(Basic(m)).Csv());

        var kept = await platform.ScalarAsync<string>("select string_agg(distinct closed ->> 'CSRQ', ' ') from records.revision where closed ->> 'CSRQ' is not null");
        Assert.Equal(2, kept.Split(' ').Length);
        Assert.All(kept.Split(' '), date => Assert.True(NumberToken.TryRead(date, out _)));

        static Dictionary<string, string> Basic(int person) => new()
        {
            ["ZT_MC"] = "李示例", ["ZT_ZJLX"] = "身份证", ["ZT_ZJHM"] = TableFile.PersonNumber(person), ["CSRQ"] = "1990-01-02",
        };
    }

    private Task<int> RotateAsync(KeyPurpose purpose) => platform.Get<CreateKeys>().RotateAsync(purpose, Caller.TheProgram.Actor, default);

    private Task<Model.Foundation.Result<Model.Foundation.Done>> DestroyAsync(KeyPurpose purpose, int version) =>
        platform.Get<CreateKeys>().DestroyAsync(purpose, version, Caller.TheProgram.Actor, default);

    private Task<IReadOnlyList<RekeyNumbers.Hanging>> ProgressAsync() => platform.Get<RekeyNumbers>().ProgressAsync(default);

    private Task<long> PersonsAsync() => platform.ScalarAsync<long>("select count(*) from subjects.subject where kind = 'natural_person'");

    private async Task<NumberOnFile> FindAsync(string number)
    {
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        return Assert.Single(await platform.Get<PersonNumbers>().FindAsync(connection, [("resident-id", number)], default)).Value;
    }

    private async Task<string> ReadAsync(NumberToken token)
    {
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        return (await platform.Get<PersonNumbers>().ReadAsync(connection, [token], default))[token];
    }
}
