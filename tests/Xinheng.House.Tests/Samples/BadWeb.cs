using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xinheng.Platform.Publication;

namespace BadHouse.Web.Portal
{
    /// <summary>Bad on purpose: a page that asks the database by itself.</summary>
    public static class SelfServedPage
    {
        public static NpgsqlCommand Ask(NpgsqlConnection connection) =>
            new("select fields from records.record", connection);
    }
}

namespace BadHouse.Web.Portal
{
    /// <summary>Bad on purpose: a page that talks to the console.</summary>
    public static class ChattyPage
    {
        public static void Show(string name) => Console.WriteLine(name);
    }
}

namespace BadHouse.Web.Api
{
    /// <summary>Bad on purpose: a feed of records that is registered nowhere and finds its reader behind two corners.</summary>
    public static class SilentFeed
    {
        public static string Read(HttpContext http) => Corner.Around(http);

        private static class Corner
        {
            public static string Around(HttpContext http) => OtherFile.Records(http).ToString()!;
        }
    }

    public static class OtherFile
    {
        public static PublicRecords Records(HttpContext http) => http.RequestServices.GetRequiredService<PublicRecords>();
    }

    /// <summary>Fine: it tells the time.</summary>
    public static class Clock
    {
        public static string Read(HttpContext http) => http.TraceIdentifier;
    }
}
