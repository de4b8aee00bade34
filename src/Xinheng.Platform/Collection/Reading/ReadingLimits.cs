namespace Xinheng.Platform.Collection.Reading;

/// <summary>How much of a file we are ready to hold at once: far above any honest table, far below harm.</summary>
public sealed record ReadingLimits
{
    public static ReadingLimits Default { get; } = new();

    public int Columns { get; init; } = 512;

    public int CellBytes { get; init; } = 64 << 10;

    public int RowBytes { get; init; } = 1 << 20;

    /// <summary>Levels of nesting in JSON, of which rows need two or three.</summary>
    public int JsonDepth { get; init; } = 8;

    /// <summary>Broken NDJSON lines after which the file is not NDJSON at all.</summary>
    public int BrokenLines { get; init; } = 1_000;

    /// <summary>Files inside a workbook's archive.</summary>
    public int ZipEntries { get; init; } = 10_000;

    /// <summary>Bytes unpacked from a workbook, counted while unpacking: its headers may lie.</summary>
    public long UnpackedBytes { get; init; } = 2L << 30;

    /// <summary>How many times larger unpacked than packed; looked at only beyond <see cref="RatioFloorBytes"/>.</summary>
    public int UnpackedRatio { get; init; } = 200;

    public long RatioFloorBytes { get; init; } = 32L << 20;

    /// <summary>A workbook's shared texts are the one thing that must be held whole.</summary>
    public long SharedTextBytes { get; init; } = 256L << 20;
}
