using Xinheng.Model.Collection;

namespace Xinheng.Platform.Programmes.FictionalProvince.Files;

/// <summary>In which words a file's header names its columns.</summary>
public enum HeaderWords
{
    ChineseNames,
    Codes,

    /// <summary>Codes of the edition before, where there were others.</summary>
    OldCodes,
}

/// <summary>How a department's system writes its files.</summary>
/// <param name="Format">CSV, JSON or NDJSON.</param>
/// <param name="Header">How columns are named.</param>
/// <param name="Separator">Comma or tab (CSV).</param>
/// <param name="IsGb18030">Not UTF-8 but the national character set (CSV).</param>
public sealed record FileForm(
    SubmissionFormat Format = SubmissionFormat.Csv,
    HeaderWords Header = HeaderWords.ChineseNames,
    char Separator = ',',
    bool IsGb18030 = false)
{
    public string Extension => Format switch
    {
        SubmissionFormat.Json => "json",
        SubmissionFormat.NdJson => "ndjson",
        _ => Separator == '\t' ? "tsv" : "csv",
    };
}
