using Dapper;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Collection;
using Xinheng.Model.Collection.Columns;
using Xinheng.Platform.Collection.Passes;
using Xinheng.Platform.Collection.Reading;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Collection.Columns;

/// <summary>A submission's columns laid over those of its item, with a few values of each to know it by.</summary>
/// <param name="Guesses">In the order of the file.</param>
/// <param name="Samples">The first rows, to be shown to those who handed them in.</param>
public sealed record LaidColumns(CatalogueItem Item, IReadOnlyList<ColumnGuess> Guesses, IReadOnlyList<IReadOnlyList<string?>> Samples)
{
    public bool NeedsAPerson => Guesses.Any(guess => guess.IsUnsure);

    /// <summary>What has to be said of the columns so that they can be read; empty where their own names say it.</summary>
    public IReadOnlyDictionary<string, string> Names => Guesses
        .Where(guess => guess.Ground != GuessGround.Exact && (guess.Field is not null || guess.Ground == GuessGround.LeftOut))
        .ToDictionary(guess => guess.Given, guess => guess.Field?.Code ?? "", StringComparer.Ordinal);
}

/// <summary>Opens a submission's file for a look at its header.</summary>
public sealed class ColumnsOfFile(Database database, SubmissionPasses passes)
{
    private const int SampleRows = 20;

    /// <summary>Null where the file has no header that could be laid over anything: the check says why.</summary>
    public async Task<LaidColumns?> ReadAsync(Submission submission, CancellationToken ct)
    {
        var found = await passes.TermsAsync(submission, null, ct);
        if (!found.TryGet(out var terms))
        {
            return null;
        }

        await using var content = await passes.FileAsync(submission, ct);
        var opened = await RowReaders.OpenAsync(content, Enum.Parse<SubmissionFormat>(submission.Format), ReadingLimits.Default, ct);
        if (!opened.TryGet(out var reader))
        {
            return null;
        }

        await using (reader)
        {
            List<IReadOnlyList<string?>> samples = [];
            await foreach (var row in reader.ReadAsync(ct))
            {
                samples.Add(row.Values);
                if (samples.Count == SampleRows)
                {
                    break;
                }
            }

            List<string> header = [.. reader.Header.Columns];
            if (header.Contains(FileColumns.RowNumber) && header.Contains(FileColumns.Reasons))
            {
                return null; // our own file of returned rows comes back
            }

            var chosen = await passes.ColumnsAsync(submission, ct);
            var remembered = await RememberedAsync(submission.Provider, submission.Item, ct);
            return new(terms.Item, ColumnGuesses.Of(terms.Item, header, samples, chosen.Count > 0 ? chosen : remembered), samples);
        }
    }

    /// <summary>What people of a body have said of the columns of an item.</summary>
    public async Task<IReadOnlyDictionary<string, string>> RememberedAsync(string provider, string item, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<(string Given, string Field)>(new CommandDefinition(
            "select given, field from collection.column_memory where provider = @provider and item = @item", new { provider, item },
            cancellationToken: ct))).ToDictionary(c => c.Given, c => c.Field, StringComparer.Ordinal);
    }
}
