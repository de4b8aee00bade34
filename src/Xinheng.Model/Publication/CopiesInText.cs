using System.Text.RegularExpressions;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Subjects.Identifiers;

namespace Xinheng.Model.Publication;

/// <summary>What somebody's copy of public information points to.</summary>
/// <param name="Asked">As it is answered: a record's number, an address or a check code in its usual spelling.</param>
/// <param name="Record">Where it is a record's number.</param>
/// <param name="Subject">Where it is the address of a subject's page: its code.</param>
/// <param name="Code">Where it is a check code.</param>
public sealed record FoundCopy(string Asked, Guid? Record = null, string? Subject = null, string? Code = null);

/// <summary>
/// The records' numbers, addresses and check codes in whatever somebody pasted: a list, what a QR picture says, or a page's whole
/// text. Each once, in the order in which they come.
/// </summary>
/// <param name="Mistyped">Written like a check code, but its last character does not hold.</param>
public sealed partial record CopiesInText(IReadOnlyList<FoundCopy> Found, IReadOnlyList<string> Mistyped)
{
    public static CopiesInText Find(string text)
    {
        List<(int At, FoundCopy Copy)> found = [];
        List<string> mistyped = [];
        foreach (var match in Record().EnumerateMatches(text))
        {
            // A record's page names the entry of the log as well: that is no record.
            if (!NamesEntry(text.AsSpan(0, match.Index)))
            {
                var id = Guid.ParseExact(text.AsSpan(match.Index, match.Length), "D");
                found.Add((match.Index, new FoundCopy(id.ToString("D"), Record: id)));
            }
        }

        foreach (Match match in SubjectPage().Matches(text))
        {
            var code = match.Groups[1].Value.ToUpperInvariant();
            if (Uscc.IsValidUscc(code) && !NumberScan.MayBePerson(code))
            {
                found.Add((match.Index, new FoundCopy($"/subjects/{code}", Subject: code)));
            }
        }

        foreach (Match match in Code().Matches(text))
        {
            var written = Grouped(match.Value);
            if (CheckCode.Parse(written).TryGet(out _))
            {
                found.Add((match.Index, new FoundCopy(written, Code: written)));
            }
            else if (match.Value.Count(c => c == '-') == CodeGroups - 1)
            {
                mistyped.Add(written);
            }
        }

        return new CopiesInText(
            [.. found.OrderBy(f => f.At).Select(f => f.Copy).DistinctBy(copy => copy.Asked)], [.. mistyped.Distinct()]);
    }

    private const int CodeGroups = 7;

    private static bool NamesEntry(ReadOnlySpan<char> before)
    {
        var label = before.TrimEnd(" \t\r\n　\"'：:=");
        return label.EndsWith("条目", StringComparison.Ordinal) || label.EndsWith("entry", StringComparison.OrdinalIgnoreCase);
    }

    private static string Grouped(string code) => string.Join('-', new string(
        [.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Select(c => c switch { 'I' or 'L' => '1', 'O' => '0', _ => c })])
        .Chunk(4).Select(group => new string(group)));

    [GeneratedRegex(@"(?<![0-9A-Fa-f-])[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}(?![0-9A-Fa-f-])", RegexOptions.CultureInvariant)]
    private static partial Regex Record();

    [GeneratedRegex(@"/(?:subjects|badge)/([0-9A-Za-z]{18})(?![0-9A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex SubjectPage();

    // A page's or a record's: files' codes are checked with the file.
    [GeneratedRegex(@"(?<![0-9A-Za-z])[SRsr][0-9A-Za-z]{3}(?:[ -]?[0-9A-Za-z]{4}){6}(?![0-9A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
