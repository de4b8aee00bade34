using Microsoft.AspNetCore.Http.Metadata;
using Xinheng.Platform.Procedures;

namespace Xinheng.Web.Hosting.Forms;

/// <summary>An endpoint that takes papers: as large as they may be together, streamed.</summary>
public sealed class TakesPapers : IRequestSizeLimitMetadata
{
    // A little more than the act allows, so that the act says no in words.
    public long? MaxRequestBodySize => (CaseDocuments.Most * (long)CaseDocuments.MostBytes) + (5 * 1024 * 1024);
}
