namespace Xinheng.Platform.Collection.Reading.Xlsx;

/// <summary>
/// Thrown into the XML parser, the only way to stop it from asking for more, and caught by the reader that started it:
/// the workbook unpacks to more than it may.
/// </summary>
internal sealed class WorkbookLimitException() : IOException("The workbook unpacks to more than the limits allow.");
