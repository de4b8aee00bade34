using System.Net;
using AngleSharp.Html.Parser;
using Npgsql;
using Xinheng.Testing;

namespace Xinheng.Web.Tests.Outputs;

/// <summary>Every number of a person in the seeded world is looked for in all that the platform keeps, writes and says.</summary>
public sealed class NoNumbersTests(SeededWorld world) : IClassFixture<SeededWorld>
{
    private const int MostPages = 1_200;

    [Fact]
    public async Task No_table_holds_any_of_them_in_the_clear()
    {
        Assert.True(world.Numbers.Count > 100);

        var dump = await WholeDump.TakeAsync(world.Platform.Database);

        Assert.Contains(dump, t => t.Table == "subjects.person_number" && t.Text.Length > 1_000);
        Assert.Empty(dump.SelectMany(t => world.Numbers.FindInDump(t.Text).Select(_ => t.Table)));
    }

    [Fact]
    public void No_file_on_disk_holds_any_of_them_in_the_clear()
    {
        var files = Directory.GetFiles(world.Platform.Folder, "*", SearchOption.AllDirectories);

        Assert.True(files.Length > 10, "Originals are kept.");
        Assert.DoesNotContain(files, file => world.Numbers.FindIn(file).Any() || world.Numbers.FindIn(File.ReadAllBytes(file)).Any());
    }

    [Fact]
    public async Task No_public_page_or_answer_says_any_of_them_and_nothing_of_it_is_logged()
    {
        var pages = await WalkAsync();

        Assert.True(pages.Count > 300, $"{pages.Count} pages");
        Assert.DoesNotContain(pages, p => world.Numbers.FindIn($"{p.Key} {p.Value}").Any());
        Assert.True(world.Log.Length > 100, $"{world.Log.Length} characters logged");
        Assert.Empty(world.Numbers.FindIn(world.Log));
    }

    [Fact]
    public async Task A_question_with_a_persons_number_in_its_address_is_turned_away_and_repeated_neither_in_the_answer_nor_in_the_log()
    {
        var number = await SomeNumberAsync();
        foreach (var path in new[] { $"/search?q={number}", $"/subjects/{number}", $"/api/v1/subjects?q={number}", $"/api/v1/subjects/{number}", $"/api/v1/subjects/{number}/records" })
        {
            using var answer = await world.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Empty(world.Numbers.FindIn(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        }
    }

    [Theory, InlineData("{0}"), InlineData("号{0}："), InlineData("{0:a}"), InlineData("{0:b}"), InlineData("{0:c}")]
    public async Task Wherever_one_stood_it_would_be_found(string how)
    {
        var number = await SomeNumberAsync();
        var text = how switch
        {
            "{0:a}" => $"{number[..6]} {number[6..14]} {number[14..]}",
            "{0:b}" => number[..6] + number[8..17],
            "{0:c}" => $"\\x{Convert.ToHexStringLower(System.Text.Encoding.Unicode.GetBytes($"x{number}"))}",
            _ => how.Replace("{0}", number, StringComparison.Ordinal),
        };

        Assert.NotEmpty(world.Numbers.FindInDump($"some {text} text"));
    }

    // A reader who follows every link, and a machine that asks about every organisation.
    private async Task<Dictionary<string, string>> WalkAsync()
    {
        var (pages, waiting) = (new Dictionary<string, string>(), new Queue<string>(["/", "/openapi/v1.json"]));
        foreach (var code in await CodesAsync())
        {
            waiting.Enqueue($"/api/v1/subjects/{code}");
            waiting.Enqueue($"/api/v1/subjects/{code}/records");
            waiting.Enqueue($"/subjects/{code}");
        }

        var html = new HtmlParser();
        while (waiting.TryDequeue(out var path) && pages.Count < MostPages)
        {
            if (pages.ContainsKey(path))
            {
                continue;
            }

            using var answer = await world.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
            var text = pages[path] = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            {
                foreach (var link in html.ParseDocument(text).QuerySelectorAll("a[href^='/']"))
                {
                    waiting.Enqueue(link.GetAttribute("href")!.Split('#')[0]);
                }
            }
        }

        return pages;
    }

    private async Task<List<string>> CodesAsync()
    {
        await using var connection = await world.Platform.Database.Owner.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("select code from subjects.subject where code is not null", connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> codes = [];
        while (await reader.ReadAsync())
        {
            codes.Add(reader.GetString(0));
        }

        return codes;
    }

    private async Task<string> SomeNumberAsync()
    {
        await using var connection = await world.Platform.Database.Owner.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(
            "select id from subjects.person_number where scheme = 'resident-id' and subject_id is not null order by id limit 1", connection);
        var token = new Model.Subjects.NumberToken((Guid)(await command.ExecuteScalarAsync())!);
        var number = (await world.Platform.Get<Platform.Subjects.Persons.PersonNumbers>().ReadAsync(connection, [token], default))[token];
        Assert.True(world.Numbers.Knows(number));
        return number;
    }
}
