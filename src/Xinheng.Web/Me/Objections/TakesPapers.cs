using Microsoft.AspNetCore.Http.Metadata;
using Xinheng.Platform.Cases.Objecting;

namespace Xinheng.Web.Me.Objections;

/// <summary>An endpoint that takes papers: as large as they may be together, streamed.</summary>
public sealed class TakesPapers : IRequestSizeLimitMetadata
{
    // A little more than the act allows, so that the act says no in words.
    public long? MaxRequestBodySize => ((Evidence.MostFiles * Evidence.MostMegabytes) + 5) * 1024L * 1024;
}
